import type { PlanEntry } from '../../api/types';
import { viewer } from '../../api/token';
import { useAll } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { figure, instant, list } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Status } from '../../parts/Badges';
import { nameOf, useCatalog } from '../../parts/catalog';
import { Count, Unknown } from '../../parts/Figures';
import { Choice, Filters } from '../../parts/Filters';
import { Empty, Shown } from '../../parts/States';
import { Table } from '../../parts/Table';
import { planStatuses } from '../../parts/words';

/** Every plan that was asked for, the newest first: what it weighed, what it proposes, what became of it. */
export default function PlanList() {
  const plans = useAll('/backfill/plans');
  const filters = useFilters({ status: { known: planStatuses } });
  const { status } = filters.values;
  return (
    <>
      <Title>{t('plans.title')}</Title>
      <p class="lead">{t('plans.lead')}</p>
      <Shown reading={plans}>
        {({ items, cut }) => {
          if (items.length === 0)
            return <Empty title={t('plans.none')}>{readsPlans() ? t('plans.noneHint') : t('plans.who')}</Empty>;
          const rows = items.filter((plan) => !status || plan.status === status);
          return (
            <>
              <Filters of={filters}>
                <Choice
                  name="status"
                  filters={filters}
                  label={t('filter.status')}
                  all={t('filter.allStatuses')}
                  options={planStatuses.map((value) => [value, t(`status.plan.${value}`)])}
                />
              </Filters>
              {rows.length === 0 ? (
                <Empty title={t('plans.noMatch')}>{t('filter.fewer')}</Empty>
              ) : (
                <Plans rows={rows} cut={cut} />
              )}
            </>
          );
        }}
      </Shown>
    </>
  );
}

/** Plans show restricted pledges: they are for coordinators and Ukraine. */
const readsPlans = () => ['coordinator', 'recipient'].includes(viewer()?.role ?? '');

function Plans({ rows, cut }: { rows: PlanEntry[]; cut: boolean }) {
  const catalog = useCatalog();
  const count = (id: 'lines' | 'needs' | 'allocations' | 'uncovered', name: string, hint: string) => ({
    id,
    name,
    hint,
    numeric: true,
    value: (plan: PlanEntry) => plan.summary?.[id] ?? -1,
    file: (plan: PlanEntry) => plan.summary?.[id],
    cell: ({ summary }: PlanEntry) => (summary ? <Count field={id} of={summary[id]} /> : <Unknown />),
  });
  const scope = ({ scope: of }: PlanEntry) =>
    of?.capabilities?.length
      ? list(of.capabilities.map((code) => nameOf(code, catalog)))
      : of?.needs?.length
        ? t('plans.someNeeds', { n: figure(of.needs.length) })
        : t('plans.everything');
  return (
    <Table
      name="plans"
      caption={t('plans.title')}
      rows={rows}
      rowKey={(plan) => plan.id}
      cut={cut}
      columns={[
        {
          id: 'requested',
          name: t('plans.asked'),
          main: true,
          value: (plan) => plan.requestedAt,
          cell: (plan) => (
            <>
              <Link to={`plans/${plan.id}`}>{instant(plan.requestedAt)}</Link>
              <small>{scope(plan)}</small>
            </>
          ),
        },
        count('needs', t('plans.needs'), t('plans.needsHint')),
        count('lines', t('plans.lines'), t('plans.linesHint')),
        count('allocations', t('plans.proposals'), t('plans.proposalsHint')),
        count('uncovered', t('plans.uncovered'), t('plans.uncoveredHint')),
        {
          id: 'made',
          name: t('plans.made'),
          hint: t('plans.madeHint'),
          numeric: true,
          value: (plan) => plan.made,
          cell: (plan) => <Count field="made" of={plan.made} />,
        },
        {
          id: 'status',
          name: t('column.status'),
          value: (plan) => t(`status.plan.${plan.status}`),
          file: (plan) => plan.status,
          cell: (plan) => <Status of="plan" value={plan.status} />,
        },
      ]}
    />
  );
}
