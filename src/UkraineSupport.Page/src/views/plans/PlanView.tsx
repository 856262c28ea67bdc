import { useRead } from '../../api/useRead';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { Actions } from '../../forms/Actions';
import { PlanLineAction } from '../../forms/plan/PlanLineAction';
import { onPlan } from '../../forms/where';
import { figure } from '../../i18n/format';
import { t } from '../../i18n/language';
import { PartyLink } from '../../parts/catalog';
import { Day } from '../../parts/Figures';
import { Shown } from '../../parts/States';

/** What a plan proposes, each part with the way to allocate it. */
export default function PlanView({ id }: { id: string }) {
  const plan = useRead('/backfill/plans/{id}', { id });
  return (
    <Shown reading={plan}>
      {(item) => (
        <>
          <Title>{t('plan.title')}</Title>
          <Actions of={onPlan} record={item} at={{ id }} />
          <ul class="cards">
            {item.plan?.allocations.map((proposed, n) => (
              <li key={n} data-pledge={proposed.pledge}>
                <p>
                  <span>
                    <PartyLink code={proposed.donor} />:{' '}
                    <Link to={`pledges/${proposed.pledge}`}>{t('change.line', { n: proposed.line })}</Link>,{' '}
                    <span class="figure">{figure(proposed.quantity)}</span> <Day value={proposed.arrivesBy} />
                  </span>
                  <PlanLineAction plan={item} proposed={proposed} />
                </p>
                <p lang="en">{proposed.reasons.join(' ')}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Shown>
  );
}
