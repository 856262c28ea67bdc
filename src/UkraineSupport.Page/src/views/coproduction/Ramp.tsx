import type { RampMonth } from '../../api/types';
import type { Answer } from '../../api/client';
import { exact, list, month, short, unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Legend, type Segment } from '../../parts/Bar';
import { Chart, type Look } from '../../parts/Chart';
import { Part } from '../../parts/Facts';
import { Figure, Method, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';

type RampOf = Answer<'/coproduction/agreements/{id}/ramp'>;

/** The ramp: plan, what was made, and a fan from P10 to P90 of what the months to come may give. */
export function Ramp({ of }: { of: RampOf }) {
  const title = t('ramp.title', { unit: unitName(of.unit) });
  const { months } = of;
  if (months.length === 0) return <Part title={title}>{t('ramp.none')}</Part>;
  const number = (value: number | undefined) => (value === undefined ? '–' : exact(value, of.unit));
  return (
    <Part title={title} lead={t('ramp.lead')}>
      {of.belowMinimum.length > 0 && (
        <p class="notice">{t('ramp.belowMinimum', { years: list(of.belowMinimum.map(String)) })}</p>
      )}
      <Legend segments={legend()} />
      <Chart
        label={title}
        height={320}
        option={(look) => ({
          xAxis: { type: 'category', data: months.map((row) => month(row.month)) },
          yAxis: { type: 'value', axisLabel: { formatter: (value: number) => short(value, of.unit) } },
          series: series(months, look),
        })}
        values={(at) => {
          const row = months[at]!;
          return [
            month(row.month),
            [
              [t('ramp.planned'), number(row.moved)],
              [t('ramp.made'), number(row.report?.made)],
              [t('ramp.p50'), number(row.forecast?.p50)],
              [t('ramp.fan'), row.forecast ? `${short(row.forecast.p10)} – ${short(row.forecast.p90)}` : '–'],
              [t('ramp.cause'), t(`ramp.cause.${row.cause}`)],
            ],
          ];
        }}
      >
        <RampTable rows={months} unit={of.unit} caption={title} />
      </Chart>
      <Method>{of.method}</Method>
    </Part>
  );
}

const legend = (): Segment[] => [
  { kind: 'plan', value: 0, label: t('ramp.planned') },
  { kind: 'received', value: 0, label: t('ramp.made') },
  { kind: 'middle', value: 0, label: t('ramp.p50') },
  { kind: 'fan', value: 0, label: t('ramp.fan') },
];

/** The fan is what lies between two lines: an unseen one at P10, and on it the distance to P90. */
function series(months: RampMonth[], look: Look): object[] {
  const line = (data: (number | string)[], style: object) => ({ type: 'line', symbol: 'none', data, ...style });
  return [
    line(
      months.map(({ forecast }) => forecast?.p10 ?? '-'),
      { stack: 'fan', lineStyle: { opacity: 0 }, silent: true },
    ),
    line(
      months.map(({ forecast }) => (forecast ? forecast.p90 - forecast.p10 : '-')),
      {
        stack: 'fan',
        lineStyle: { opacity: 0 },
        areaStyle: { color: look('--pledged'), opacity: 1 },
        silent: true,
      },
    ),
    {
      type: 'bar',
      barMaxWidth: 28,
      data: months.map(({ report }) => report?.made ?? '-'),
      itemStyle: { color: look('--received') },
    },
    line(
      months.map(({ forecast }) => forecast?.p50 ?? '-'),
      { lineStyle: { color: look('--delivered'), width: 3 } },
    ),
    line(
      months.map(({ moved }) => moved),
      { lineStyle: { color: look('--text-soft'), width: 2, type: 'dashed' } },
    ),
  ];
}

function RampTable({ rows, unit, caption }: { rows: RampMonth[]; unit: string; caption: string }) {
  const amount = (id: string, name: string, value: (row: RampMonth) => number | undefined) => ({
    id,
    name,
    numeric: true,
    value: (row: RampMonth) => value(row) ?? -1,
    file: (row: RampMonth) => value(row),
    cell: (row: RampMonth) => {
      const of = value(row);
      return of === undefined ? <Unknown /> : <Figure value={of} unit={unit} field={id} />;
    },
  });
  return (
    <Table
      name="ramp"
      caption={caption}
      rows={rows}
      rowKey={(row) => row.month}
      columns={[
        {
          id: 'month',
          name: t('column.month'),
          main: true,
          value: (row) => row.month,
          cell: (row) => month(row.month),
        },
        amount('planned', t('ramp.first'), (row) => row.planned),
        amount('moved', t('ramp.planned'), (row) => row.moved),
        amount('made', t('ramp.made'), (row) => row.report?.made),
        amount('accepted', t('coproduction.accepted'), (row) => row.report?.accepted),
        amount('rejected', t('coproduction.rejected'), (row) => row.report?.rejected),
        amount('toUkraine', t('coproduction.toUkraine'), (row) => row.report?.toUkraine),
        amount('p10', 'P10', (row) => row.forecast?.p10),
        amount('p50', 'P50', (row) => row.forecast?.p50),
        amount('p90', 'P90', (row) => row.forecast?.p90),
        amount('difference', t('ramp.difference'), (row) => row.difference),
        {
          id: 'cause',
          name: t('ramp.cause'),
          value: (row) => t(`ramp.cause.${row.cause}`),
          file: (row) => row.cause,
          cell: (row) =>
            row.bottleneck ? (
              <a href={`#bottleneck-${row.bottleneck}`}>{t('ramp.bottleneck', { n: row.bottleneck })}</a>
            ) : (
              t(`ramp.cause.${row.cause}`)
            ),
        },
      ]}
    />
  );
}
