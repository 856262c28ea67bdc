import type { TrainingOutcome } from '../../api/types';
import { figure, month, short } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Legend, type Segment } from '../../parts/Bar';
import { CapabilityLink, type Catalog, nameOf } from '../../parts/catalog';
import { Chart } from '../../parts/Chart';
import { Part } from '../../parts/Facts';
import { Figure } from '../../parts/Figures';
import { groups } from '../../parts/ledgers';
import { Table } from '../../parts/Table';
import { monthFrom } from '../gaps/months';

type Row = TrainingOutcome['months'][number];

/** Of those who count as trained in a month: by Ukraine's word, by the provider's, and those to come. */
const segments = ({ confirmed, completed, expected }: Pick<Row, 'confirmed' | 'completed' | 'expected'>): Segment[] => [
  { kind: 'received', value: confirmed, label: t('training.month.confirmed') },
  {
    kind: 'allocated',
    value: Math.max(0, Math.min(completed, expected) - confirmed),
    label: t('training.month.completed'),
  },
  {
    kind: 'committed',
    value: Math.max(0, expected - Math.max(completed, confirmed)),
    label: t('training.month.expected'),
  },
];

/** People trained by month against what is needed in it, each capability by itself: persons are not added over them. */
export function Months({ rows, catalog }: { rows: Row[]; catalog: Catalog }) {
  if (rows.length === 0) return null;
  return (
    <Part title={t('training.monthsTitle')} lead={t('training.monthsLead')}>
      <Legend
        segments={[
          ...segments({ confirmed: 0, completed: 0, expected: 0 }),
          { kind: 'pledged', value: 0, label: t('training.month.needed') },
        ]}
      />
      {[...groups(rows, ({ capability }) => capability)].map(([capability, own]) => (
        <section key={capability} data-capability={capability}>
          <h3>
            <CapabilityLink code={capability} catalog={catalog} />
          </h3>
          <p class="hint">
            {t('training.inAll', {
              expected: figure(own.reduce((sum, row) => sum + row.expected, 0)),
              needed: figure(own.reduce((sum, row) => sum + row.needed, 0)),
            })}
          </p>
          <MonthChart rows={own} name={nameOf(capability, catalog)} capability={capability} />
        </section>
      ))}
    </Part>
  );
}

function MonthChart({ rows, name, capability }: { rows: Row[]; name: string; capability: string }) {
  const shown = between(rows);
  const label = t('training.monthsOf', { capability: name });
  // Few against many stay to be seen; nothing stays nothing.
  const bar = (at: 0 | 1 | 2) => shown.map((row) => segments(row)[at]!.value || '-');
  return (
    <Chart
      label={label}
      height={240}
      option={(look) => ({
        xAxis: { type: 'category', data: shown.map((row) => month(row.month)) },
        yAxis: { type: 'value', axisLabel: { formatter: (value: number) => short(value) } },
        series: [
          ...(['--received', '--allocated', '--committed'] as const).map((colour, at) => ({
            type: 'bar',
            stack: 'trained',
            barMaxWidth: 28,
            barMinHeight: 3,
            data: bar(at as 0 | 1 | 2),
            itemStyle: { color: look(colour) },
          })),
          {
            type: 'bar',
            barMaxWidth: 28,
            data: shown.map((row) => row.needed || '-'),
            itemStyle: { color: look('--pledged'), borderColor: look('--line-strong'), borderWidth: 1 },
          },
        ],
      })}
      values={(at) => {
        const row = shown[at]!;
        return [
          month(row.month),
          [
            ...segments(row).map(({ label: text, value }): [string, string] => [text, figure(value)]),
            [t('training.month.needed'), figure(row.needed)],
          ],
        ];
      }}
    >
      <MonthTable rows={rows} label={label} capability={capability} />
    </Chart>
  );
}

function MonthTable({ rows, label, capability }: { rows: Row[]; label: string; capability: string }) {
  const amount = (id: 'expected' | 'completed' | 'confirmed' | 'needed', name: string) => ({
    id,
    name,
    numeric: true,
    value: (row: Row) => row[id],
    cell: (row: Row) => <Figure value={row[id]} unit="persons" field={id} />,
  });
  return (
    <Table
      name={`trained-${capability}`}
      caption={label}
      rows={rows}
      rowKey={(row) => `${row.month}-${row.capability}`}
      columns={[
        {
          id: 'month',
          name: t('column.month'),
          main: true,
          value: (row) => row.month,
          cell: (row) => month(row.month),
        },
        amount('expected', t('training.expected')),
        amount('completed', t('training.step.completed')),
        amount('confirmed', t('training.step.confirmed')),
        amount('needed', t('training.month.needed')),
      ]}
    />
  );
}

/** Every month from the first to the last: one in which nothing happens is a gap that is to be seen. */
function between(rows: Row[]): Row[] {
  const at = new Map(rows.map((row) => [row.month, row]));
  const last = rows.at(-1)!.month;
  const months: Row[] = [];
  for (let of = rows[0]!.month; of <= last; of = monthFrom(of, 1))
    months.push(at.get(of) ?? { ...rows[0]!, month: of, expected: 0, completed: 0, confirmed: 0, needed: 0 });
  return months;
}
