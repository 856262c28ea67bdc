import type { Plan } from '../../api/types';
import { Link } from '../../app/routing';
import { PlanLineAction } from '../../forms/plan/PlanLineAction';
import { t } from '../../i18n/language';
import { Status } from '../../parts/Badges';
import { PartyLink } from '../../parts/catalog';
import { Day, Quantity, Register } from '../../parts/Figures';
import type { Line, Need } from './needs';

/** One line of a pledge that a plan gives to a need: how much, by when, why, and how it stands. */
export function PlanLine({ plan, line, need }: { plan: Plan; line: Line; need: Need }) {
  const { of, state, gone } = line;
  const sofar = state === 'Proposed' ? (need.allocated.get(of.pledge) ?? 0) : 0;
  return (
    <li data-key={line.key} data-pledge={of.pledge} data-state={state}>
      <p>
        <Quantity value={of.credit} unit={need.unit} field="credit" /> <Status of="planLine" value={state} />
      </p>
      <p>
        {t('plan.of')} <PartyLink code={of.donor} />, {t('plan.arrivesBy')} <Day value={of.arrivesBy} />
      </p>
      <p class="hint">
        <Link to={`pledges/${of.pledge}`}>{t('plan.pledgeLine', { n: of.line })}</Link>
        {of.intake && (
          <>
            {' · '}
            <Link to={`training/${of.intake}`}>{t('plan.intake')}</Link>
          </>
        )}
        {of.valueEur !== null && (
          <>
            {' · '}
            <Quantity value={of.valueEur} unit="EUR" field="value" />
          </>
        )}
        {of.kept > 0 && ` · ${t('plan.kept')}`}
      </p>
      {sofar > 0 && (
        <p class="notice">
          {t('plan.allocatedSoFar')} <Quantity value={sofar} unit={need.unit} field="sofar" />
        </p>
      )}
      {state === 'Proposed' && <PlanLineAction plan={plan} proposed={of} />}
      {gone && (
        <p class="discrepancy">
          {t('plan.goneBecause')} <Register>{gone}</Register>
        </p>
      )}
      <details>
        <summary>{t('plan.why')}</summary>
        <ul>
          {of.reasons.map((reason) => (
            <li key={reason}>
              <Register>{reason}</Register>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
