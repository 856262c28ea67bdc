import { useMemo } from 'preact/hooks';
import type { Reading } from '../../api/cache';
import type { Viewer } from '../../api/token';
import { useAll, useRead, type Whole } from '../../api/useRead';
import { language } from '../../i18n/language';
import { type Task, tasksOf } from './tasks';

const some: Reading<Whole<never>> = { data: { items: [], cut: false }, error: undefined, at: undefined };

/** What waits for somebody, of the lists that their role works from; kept up to date. */
export function useTasks(viewer: Viewer | null): Reading<Task[]> {
  const { role, party } = viewer ?? {};
  const [isDonor, isRecipient, isCoordinator] = [role === 'donor', role === 'recipient', role === 'coordinator'];
  const pledges = useAll(
    isDonor || isRecipient || isCoordinator ? '/pledges' : null,
    isDonor ? { donor: party } : undefined,
  );
  const gaps = useAll(isDonor || isCoordinator ? '/gaps' : null);
  const requirements = useAll(isCoordinator ? '/requirements' : null, { status: 'Submitted' });
  const plans = useAll(isCoordinator ? '/backfill/plans' : null);
  const bottlenecks = useRead(isCoordinator ? '/coproduction/bottlenecks' : null);
  const intakes = useAll(isRecipient ? '/training/intakes' : null);
  const used = isDonor
    ? [pledges, gaps]
    : isRecipient
      ? [pledges, intakes]
      : isCoordinator
        ? [pledges, gaps, requirements, plans, bottlenecks]
        : [some];
  const lists = [pledges, requirements, gaps, plans, intakes, bottlenecks].map(({ data }) => data);
  const data = useMemo(() => {
    if (!viewer || used.some((one) => one.data === undefined)) return undefined;
    return tasksOf(viewer, {
      pledges: pledges.data?.items ?? [],
      requirements: requirements.data?.items ?? [],
      gaps: gaps.data?.items ?? [],
      plans: plans.data?.items ?? [],
      intakes: intakes.data?.items ?? [],
      bottlenecks: bottlenecks.data?.items ?? [],
    });
  }, [role, party, language(), ...lists]);
  const error = used.find((one) => one.error)?.error;
  return { data, error, at: undefined };
}
