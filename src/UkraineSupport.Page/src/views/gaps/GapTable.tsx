import type { Gap } from '../../api/types';
import { Link } from '../../app/routing';
import { months } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Bar, Legend, type Segment } from '../../parts/Bar';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { type Catalog, nameOf, PartyLink } from '../../parts/catalog';
import { Quantity, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import { isDemo, openPart } from './months';

/** What is missing, in two parts that do not overlap. */
export const coverage = (gap: { covered: number; open: number }): Segment[] => [
  { kind: 'covered', value: gap.covered, label: t('gap.covered') },
  { kind: 'open', value: gap.open, label: t('gap.open') },
];

export function GapTable({ rows, cut, catalog }: { rows: Gap[]; cut?: boolean; catalog: Catalog }) {
  const part = (gap: Gap) => openPart({ gaps: [gap], open: gap.open });
  return (
    <Table
      name="gaps"
      caption={t('gaps.listTitle')}
      rows={rows}
      rowKey={(gap) => gap.id}
      cut={cut}
      sort="-open"
      columns={[
        {
          id: 'capability',
          name: t('column.capability'),
          main: true,
          value: (gap) => nameOf(gap.capability, catalog),
          cell: (gap) => (
            <>
              <Link to={`gaps/${gap.id}`}>{nameOf(gap.capability, catalog)}</Link>
              <small>
                {isDemo(gap) && <EvidenceBadge level="demo" />} <DisclosureBadge level={gap.disclosure} />
              </small>
            </>
          ),
        },
        {
          id: 'from',
          name: t('column.months'),
          value: (gap) => gap.from,
          cell: (gap) => months(gap.from, gap.to),
        },
        {
          id: 'missing',
          name: t('gap.missing'),
          numeric: true,
          cell: (gap) => (
            <>
              <Quantity value={gap.shortfall} unit={gap.unit} field="missing" />
              {gap.unit !== 'EUR' && gap.shortfallEur !== null && (
                <small>
                  <Quantity value={gap.shortfallEur} unit="EUR" />
                </small>
              )}
            </>
          ),
        },
        {
          id: 'open',
          name: t('column.coverage'),
          hint: t('gap.coverageHint'),
          wide: true,
          value: part,
          cell: (gap) => (
            <>
              <Bar segments={coverage(gap)} unit={gap.unit} />
              <Legend segments={coverage(gap)} unit={gap.unit} />
            </>
          ),
        },
        {
          id: 'priority',
          name: t('column.priority'),
          numeric: true,
          value: (gap) => gap.priority,
        },
        {
          id: 'allies',
          name: t('gap.allies'),
          cell: (gap) =>
            gap.allies.length === 0 ? (
              <Unknown />
            ) : (
              gap.allies.map(({ donor }, at) => (
                <span key={donor}>
                  {at > 0 && ', '}
                  <PartyLink code={donor} />
                </span>
              ))
            ),
        },
        {
          id: 'status',
          name: t('column.status'),
          value: (gap) => t(`status.gap.${gap.status}`),
          cell: (gap) => <Status of="gap" value={gap.status} />,
        },
      ]}
      sheet={{
        rows: (shown) => shown.flatMap((gap) => gap.months.map((month) => ({ gap, month }))),
        columns: {
          gap: ({ gap }) => gap.id,
          capability: ({ gap }) => gap.capability,
          status: ({ gap }) => gap.status,
          priority: ({ gap }) => gap.priority,
          unit: ({ gap }) => gap.unit,
          month: ({ month }) => month.month,
          confirmed: ({ month }) => month.confirmed,
          expected: ({ month }) => month.expected,
          shortfall: ({ month }) => month.shortfall,
          shortfallEur: ({ month }) => month.shortfallEur,
          covered: ({ month }) => month.covered,
          coveredLate: ({ month }) => month.coveredLate,
          open: ({ month }) => month.open,
          disclosure: ({ gap }) => gap.disclosure,
        },
      }}
    />
  );
}
