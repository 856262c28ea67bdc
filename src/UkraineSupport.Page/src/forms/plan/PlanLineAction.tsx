import { Link } from '../../app/routing';
import { t } from '../../i18n/language';
import { useWho } from '../who';
import type { Plan } from './confirm';

type Proposed = NonNullable<Plan['plan']>['allocations'][number];

/** Turns one proposal of a plan into an allocation, in the form that says what is open and what speaks against it. */
export function PlanLineAction({ plan, proposed }: { plan: Pick<Plan, 'id' | 'status'>; proposed: Proposed }) {
  const by = useWho();
  if (by?.role !== 'coordinator' || by.party === proposed.donor || plan.status !== 'Computed' || proposed.intake)
    return null;
  const { pledge, line, need, quantity } = proposed;
  return (
    <Link
      to={`pledges/${pledge}/allocate`}
      query={{ line: String(line), need, quantity: String(quantity), back: `plans/${plan.id}` }}
      class="button"
    >
      {t('form.allocateLine')}
    </Link>
  );
}
