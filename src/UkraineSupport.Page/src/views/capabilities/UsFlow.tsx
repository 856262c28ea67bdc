import type { UsDeliveries } from '../../api/types';
import { useRead } from '../../api/useRead';
import { month, short, unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Legend, type Segment } from '../../parts/Bar';
import { Chart } from '../../parts/Chart';
import { Part } from '../../parts/Facts';
import { Figure, Typed, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';

type Month = UsDeliveries['months'][number];

/** What was expected of the United States month by month, and what came or is forecast; nothing where nothing was. */
export function UsFlow({ capability }: { capability: string }) {
  const { data } = useRead('/us-deliveries/{capability}', { capability });
  if (!data || data.months.length === 0) return null;
  const title = t('flow.title', { unit: unitName(data.unit) });
  const came = (row: Month) => row.delivered ?? row.forecast ?? 0;
  return (
    <Part title={title} lead={<Typed>{data.method}</Typed>}>
      <Legend segments={colours()} />
      <Chart
        label={title}
        height={280}
        option={(look) => ({
          xAxis: { type: 'category', data: data.months.map((row) => month(row.month)) },
          yAxis: { type: 'value', axisLabel: { formatter: (value: number) => short(value, data.unit) } },
          series: [
            {
              name: t('gap.expected'),
              type: 'bar',
              barGap: '-100%',
              data: data.months.map((row) => row.expected),
              itemStyle: { color: look('--pledged'), borderColor: look('--line-strong'), borderWidth: 1 },
            },
            {
              name: t('flow.came'),
              type: 'bar',
              data: data.months.map((row) => ({
                value: came(row),
                itemStyle: { color: look(row.delivered === null ? '--committed' : '--received') },
              })),
              itemStyle: { color: look('--received') },
            },
          ],
        })}
        values={(at) => {
          const row = data.months[at]!;
          return [
            month(row.month),
            [
              [t('gap.expected'), short(row.expected, data.unit)],
              [t(row.delivered === null ? 'gap.forecast' : 'gap.delivered'), short(came(row), data.unit)],
            ],
          ];
        }}
      >
        <Table
          name={`us-deliveries-${capability}`}
          caption={title}
          rows={data.months}
          rowKey={(row) => row.month}
          columns={[
            {
              id: 'month',
              name: t('column.month'),
              main: true,
              value: (row) => row.month,
              cell: (row) => month(row.month),
            },
            amount('expected', t('gap.expected'), data.unit),
            amount('delivered', t('gap.delivered'), data.unit),
            amount('forecast', t('gap.forecast'), data.unit),
            amount('shortfall', t('gap.missing'), data.unit),
          ]}
        />
      </Chart>
      <p class="hint">{data.forecastMethod}</p>
    </Part>
  );
}

const colours = (): Segment[] => [
  { kind: 'pledged', value: 0, label: t('gap.expected') },
  { kind: 'received', value: 0, label: t('gap.delivered') },
  { kind: 'committed', value: 0, label: t('gap.forecast') },
];

const amount = (id: 'expected' | 'delivered' | 'forecast' | 'shortfall', name: string, unit: string) => ({
  id,
  name,
  numeric: true,
  value: (row: Month) => row[id] ?? -1,
  file: (row: Month) => row[id],
  cell: (row: Month) => {
    const value = row[id];
    return value === null ? <Unknown /> : <Figure value={value} unit={unit} field={id} />;
  },
});
