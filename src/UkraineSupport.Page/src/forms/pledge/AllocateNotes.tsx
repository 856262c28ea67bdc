import type { Pledge } from '../../api/types';
import { day, exact, list, share } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Facts } from '../../parts/Facts';
import { groups } from '../../parts/ledgers';
import type { Scope } from '../field';
import { factorFor, needBy, type Need, needs } from './needs';
import { chosenLine, free } from './state';

/** What there is of the chosen line. */
export function AboutLine(scope: Scope<Pledge>) {
  const line = chosenLine(scope);
  if (!line) return null;
  return <p class="hint">{t('form.lineFree', { quantity: exact(free(line), line.unit), day: day(line.deliverBy) })}</p>;
}

/** What is open of the chosen need, who covers it, and what can be seen to speak against it before it is sent. */
export function AboutNeed(scope: Scope<Pledge>) {
  const need = needs(scope.data).find(({ id }) => id === scope.values.requirement);
  const line = chosenLine(scope);
  if (!need || !line) return null;
  const factor = factorFor(need, line.capability) ?? 1;
  return (
    <div class="about">
      <Facts
        of={[
          [t('gap.open'), `${exact(need.open, need.unit)} / ${exact(need.quantity, need.unit)}`],
          [t('column.neededBy'), needBy(need)],
          [t('column.priority'), need.priority],
          [t('gap.allies'), covered(need)],
          [t('form.substitute'), factor !== 1 && t('form.counts', { factor })],
        ]}
      />
      {!need.from && line.deliverBy > need.by && <p class="late">{t('form.tooLate', { day: day(line.deliverBy) })}</p>}
    </div>
  );
}

const covered = ({ allies, quantity }: Need) =>
  list(
    [...groups(allies, ({ donor }) => donor)].map(([donor, parts]) =>
      t('form.covers', {
        donor: partyName(donor),
        share: share(
          parts.reduce((sum, part) => sum + part.covered, 0),
          quantity,
        ),
      }),
    ),
  );
