import type { Chain, LedgerRow } from '../../api/types';
import { go, Link } from '../../app/routing';
import { money, short } from '../../i18n/format';
import { t } from '../../i18n/language';
import { areaName } from '../../i18n/names';
import type { Catalog } from '../../parts/catalog';
import { Chart } from '../../parts/Chart';
import { Part } from '../../parts/Facts';
import { Figure } from '../../parts/Figures';
import { LedgerLegend } from '../../parts/LedgerBar';
import { groups, ledgers, places, placesOf, sum } from '../../parts/ledgers';
import { Table } from '../../parts/Table';

interface Area {
  area: string;
  value: Chain;
  unvalued: number;
}

const ROW = 34;

/** Ledgers by capability area: what has a value, in euros, since areas hold goods of several units. */
export function AreaChart({ rows, catalog }: { rows: LedgerRow[]; catalog: Catalog }) {
  if (catalog.size === 0) return null;
  const areas = areasOf(rows, catalog);
  const shown = areas.filter(({ value }) => value.pledged > 0);
  const unvalued = areas.reduce((count, area) => count + area.unvalued, 0);
  return (
    <Part title={t('overview.chartTitle')} lead={t('overview.chartLead')}>
      <LedgerLegend />
      <Chart
        label={t('overview.chartTitle')}
        height={shown.length * ROW + 90}
        onClick={(at) => go('capabilities', { area: shown[at]!.area })}
        option={(look) => ({
          xAxis: { type: 'value', axisLabel: { formatter: (value: number) => short(value, 'EUR') } },
          yAxis: { type: 'category', inverse: true, data: shown.map(({ area }) => areaName(area)) },
          series: places.map((place) => ({
            name: t(`place.${place}`),
            type: 'bar',
            stack: 'ledgers',
            barWidth: 18,
            data: shown.map(({ value }) => placesOf(value)[place]),
            itemStyle: { color: look(`--${place}`), borderColor: look('--surface'), borderWidth: 1 },
          })),
        })}
        values={(at) => {
          const { area, value } = shown[at]!;
          return [areaName(area), places.map((place) => [t(`place.${place}`), money(placesOf(value)[place])])];
        }}
      >
        <Table
          name="areas"
          caption={t('overview.chartTitle')}
          rows={areas}
          rowKey={({ area }) => area}
          sort="-pledged"
          columns={[
            {
              id: 'area',
              name: t('filter.area'),
              main: true,
              value: ({ area }) => areaName(area),
              cell: ({ area }) => (
                <Link to="capabilities" query={{ area }}>
                  {areaName(area)}
                </Link>
              ),
            },
            ...ledgers.map((field) => ({
              id: field,
              name: t(`ledger.${field}`),
              hint: t(`ledger.${field}.meaning`),
              numeric: true,
              value: ({ value }: Area) => value[field],
              cell: ({ value }: Area) => <Figure value={value[field]} unit="EUR" field={field} />,
            })),
            {
              id: 'unvalued',
              name: t('overview.unvalued'),
              hint: t('overview.unvaluedHint'),
              numeric: true,
              value: (row) => row.unvalued,
            },
          ]}
        />
      </Chart>
      {unvalued > 0 && <p class="hint">{t('donors.unvalued', { count: unvalued })}</p>}
    </Part>
  );
}

function areasOf(rows: LedgerRow[], catalog: Catalog): Area[] {
  return [...groups(rows, (row) => catalog.get(row.capability)?.area ?? '')]
    .filter(([area]) => area)
    .map(([area, own]) => ({
      area,
      value: sum(own.flatMap(({ eur }) => (eur ? [eur] : []))),
      unvalued: own.reduce((count, row) => count + row.unvalued, 0),
    }))
    .sort((a, b) => b.value.pledged - a.value.pledged);
}
