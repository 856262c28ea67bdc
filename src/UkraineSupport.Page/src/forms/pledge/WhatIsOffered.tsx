import type { Pledge } from '../../api/types';
import { day, exact } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { nameOf } from '../../parts/catalog';
import { Facts } from '../../parts/Facts';
import { Day, Typed } from '../../parts/Figures';
import type { Context } from '../field';

/** The pledge in a few words: what a decision on it is about. */
export function WhatIsOffered({ record, catalog }: Context<Pledge>) {
  const texts = (items: { text: string }[]) => items.map(({ text }) => text).join('; ');
  return (
    <>
      <p>
        <strong>
          <Typed>{record.title}</Typed>
        </strong>{' '}
        ({partyName(record.donor)})
      </p>
      <ul>
        {record.lines.map((line) => (
          <li key={line.line}>
            {t('form.offered', {
              what: nameOf(line.capability, catalog),
              quantity: exact(line.quantity, line.unit),
              day: day(line.deliverBy),
            })}
            {line.accepted > 0 && ` ${t('form.acceptedOf', { quantity: exact(line.accepted, line.unit) })}`}
          </li>
        ))}
      </ul>
      <Facts
        of={[
          [t('pledge.validUntil'), <Day value={record.validUntil} />],
          [t('pledge.conditions'), record.conditions.length > 0 && <Typed>{texts(record.conditions)}</Typed>],
          [t('pledge.caveats'), record.caveats.length > 0 && <Typed>{texts(record.caveats)}</Typed>],
        ]}
      />
    </>
  );
}
