import type { Requirement } from '../../api/types';
import { Link } from '../../app/routing';
import { today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Bar, Legend, type Segment } from '../../parts/Bar';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { type Catalog, nameOf } from '../../parts/catalog';
import { Day, Quantity, Typed } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import { done } from '../../parts/words';

/** Where what is needed stands, in parts that do not overlap. */
export const coverage = (need: Pick<Requirement, 'received' | 'delivered' | 'allocated' | 'open'>): Segment[] => [
  { kind: 'received', value: need.received, label: t('place.received') },
  { kind: 'delivered', value: Math.max(0, need.delivered - need.received), label: t('place.delivered') },
  { kind: 'allocated', value: Math.max(0, need.allocated - need.delivered), label: t('place.allocated') },
  { kind: 'open', value: need.open, label: t('gap.open') },
];

export const isLate = (need: Requirement): boolean => !done.includes(need.status) && need.requiredBy < today();

export const NeededBy = ({ need }: { need: Requirement }) => (
  <span class={isLate(need) ? 'late' : ''}>
    <Day value={need.requiredBy} /> {isLate(need) && t('state.late')}
  </span>
);

export function RequirementTable({ rows, cut, catalog }: { rows: Requirement[]; cut?: boolean; catalog: Catalog }) {
  return (
    <Table
      name="requirements"
      caption={t('requirements.title')}
      rows={rows}
      rowKey={(need) => need.id}
      sort="priority"
      cut={cut}
      columns={[
        {
          id: 'title',
          name: t('column.requirement'),
          main: true,
          value: (need) => need.title,
          cell: (need) => (
            <>
              <Link to={`requirements/${need.id}`}>
                <Typed>{need.title}</Typed>
              </Link>
              <small>
                {nameOf(need.capability, catalog)} {need.evidence && <EvidenceBadge level={need.evidence.level} />}
                <DisclosureBadge level={need.disclosure} />
              </small>
            </>
          ),
        },
        {
          id: 'priority',
          name: t('column.priority'),
          hint: t('requirements.priorityHint'),
          numeric: true,
          value: (need) => need.priority * 1e6 + Date.parse(need.requiredBy) / 864e5,
          cell: (need) => need.priority,
        },
        {
          id: 'quantity',
          name: t('column.needed'),
          numeric: true,
          cell: (need) => <Quantity value={need.quantity} unit={need.unit} field="quantity" />,
        },
        {
          id: 'open',
          name: t('column.coverage'),
          wide: true,
          value: (need) => need.open / (need.quantity || 1),
          cell: (need) => (
            <>
              <Bar segments={coverage(need)} total={need.quantity} unit={need.unit} />
              <Legend segments={coverage(need).filter(({ value }) => value > 0)} unit={need.unit} />
            </>
          ),
        },
        {
          id: 'requiredBy',
          name: t('column.neededBy'),
          value: (need) => need.requiredBy,
          cell: (need) => <NeededBy need={need} />,
        },
        {
          id: 'status',
          name: t('column.status'),
          value: (need) => t(`status.requirement.${need.status}`),
          cell: (need) => <Status of="requirement" value={need.status} />,
        },
      ]}
      sheet={{
        rows: (shown) => shown,
        columns: {
          requirement: (need) => need.id,
          title: (need) => need.title,
          capability: (need) => need.capability,
          priority: (need) => need.priority,
          requiredBy: (need) => need.requiredBy,
          status: (need) => need.status,
          unit: (need) => need.unit,
          quantity: (need) => need.quantity,
          allocated: (need) => need.allocated,
          allocatedLate: (need) => need.allocatedLate,
          dispatched: (need) => need.dispatched,
          delivered: (need) => need.delivered,
          received: (need) => need.received,
          open: (need) => need.open,
          evidence: (need) => need.evidence?.level,
          source: (need) => need.evidence?.url,
          disclosure: (need) => need.disclosure,
        },
      }}
    />
  );
}
