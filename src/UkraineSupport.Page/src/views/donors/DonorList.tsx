import { useAll } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { today, unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { nameOf, useCatalog } from '../../parts/catalog';
import { Day, Figure, Unknown } from '../../parts/Figures';
import { Choice, Filters } from '../../parts/Filters';
import { LedgerBar, LedgerLegend } from '../../parts/LedgerBar';
import { both, Empty, Shown } from '../../parts/States';
import { Table } from '../../parts/Table';
import { type DonorRow, donorRows } from './donors';

export default function DonorList() {
  const catalog = useCatalog();
  const ledgers = useAll('/insights/ledgers');
  const pledges = useAll('/pledges');
  const gaps = useAll('/gaps');
  const filters = useFilters({ capability: { known: [...catalog.keys()], loaded: catalog.size > 0 } });
  const { capability } = filters.values;
  const offered = new Set((ledgers.data?.items ?? []).map((row) => row.capability));

  return (
    <>
      <Title>{t('donors.title')}</Title>
      <p class="lead">{t('donors.lead')}</p>
      <Filters of={filters}>
        <Choice
          name="capability"
          filters={filters}
          label={t('filter.capability')}
          all={t('donors.allInEuros')}
          options={[...catalog.keys()].filter((code) => offered.has(code)).map((code) => [code, nameOf(code, catalog)])}
        />
      </Filters>
      <Shown reading={both(ledgers, both(pledges, gaps))}>
        {([rows, [{ items, cut }, asked]]) => {
          const donors = donorRows(rows.items, items, asked.items, capability, today());
          if (donors.length === 0) return <Empty title={t('pledges.none')}>{t('pledges.noneHint')}</Empty>;
          return <DonorTable rows={donors} cut={cut} filter={capability ? { capability } : {}} />;
        }}
      </Shown>
    </>
  );
}

interface DonorTableProps {
  rows: DonorRow[];
  cut?: boolean;
  filter: Record<string, string>;
}

/** Donors with their ledgers on one scale. */
export function DonorTable({ rows, cut, filter }: DonorTableProps) {
  const unit = rows[0]!.unit;
  const scale = Math.max(...rows.map((row) => row.ledger.pledged));
  const unvalued = unit === 'EUR' ? rows.reduce((count, row) => count + row.unvalued, 0) : 0;
  const amount = (field: 'pledged' | 'committed' | 'received', hint?: string) => ({
    id: field,
    name: t(`ledger.${field}`),
    ...(hint ? { hint } : {}),
    numeric: true,
    value: (row: DonorRow) => row.ledger[field],
    cell: (row: DonorRow) => <Amount row={row} field={field} filter={filter} />,
  });
  return (
    <>
      <LedgerLegend />
      <Table
        name="donors"
        caption={t('donors.caption', { unit: unitName(unit) })}
        rows={rows}
        rowKey={(row) => row.donor}
        sort="-committed"
        cut={cut}
        columns={[
          {
            id: 'donor',
            name: t('column.donor'),
            main: true,
            value: (row) => partyName(row.donor),
            cell: (row) => (
              <>
                <Link to={`donors/${row.donor}`}>{partyName(row.donor)}</Link>
                {unit === 'EUR' && row.unvalued > 0 && (
                  <small>{t('donors.someUnvalued', { count: row.unvalued })}</small>
                )}
              </>
            ),
          },
          {
            id: 'place',
            name: t('column.where'),
            hint: t('column.whereScale'),
            wide: true,
            cell: (row) => <LedgerBar row={row.ledger} unit={unit} scale={scale} />,
          },
          amount('pledged', t('ledger.pledged.meaning')),
          amount('committed', t('ledger.committed.meaning')),
          amount('received', t('ledger.received.meaning')),
          {
            id: 'late',
            name: t('donors.late'),
            hint: t('donors.lateHint'),
            numeric: true,
            value: (row) => row.late,
            cell: (row) => <span class={row.late > 0 ? 'late' : 'zero'}>{row.late}</span>,
          },
          {
            id: 'asked',
            name: t('donors.asked'),
            hint: t('donors.askedHint'),
            numeric: true,
            value: (row) => row.asked,
            cell: (row) => <span class={row.asked > 0 ? '' : 'zero'}>{row.asked}</span>,
          },
          {
            id: 'next',
            name: t('donors.next'),
            hint: t('donors.nextHint'),
            value: (row) => row.next ?? '9999',
            cell: (row) => (row.next ? <Day value={row.next} /> : <Unknown />),
          },
        ]}
        sheet={{
          rows: (shown) => shown,
          columns: {
            donor: (row) => row.donor,
            unit: (row) => row.unit,
            pledges: (row) => row.pledges,
            pledged: (row) => row.ledger.pledged,
            accepted: (row) => row.ledger.accepted,
            committed: (row) => row.ledger.committed,
            allocated: (row) => row.ledger.allocated,
            dispatched: (row) => row.ledger.dispatched,
            delivered: (row) => row.ledger.delivered,
            received: (row) => row.ledger.received,
            linesWithoutValue: (row) => row.unvalued,
            lateLines: (row) => row.late,
            openQuestions: (row) => row.asked,
            nextDelivery: (row) => row.next,
          },
        }}
      />
      {unvalued > 0 && <p class="hint">{t('donors.unvalued', { count: unvalued })}</p>}
    </>
  );
}

interface AmountProps {
  row: DonorRow;
  field: 'pledged' | 'committed' | 'received';
  filter: Record<string, string>;
}

/** A figure that leads to its pledges. What has no value is not worth nothing: it says so. */
function Amount({ row, field, filter }: AmountProps) {
  const value = row.ledger[field];
  if (value > 0)
    return (
      <Link to="pledges" query={{ donor: row.donor, ...filter, ledger: field }}>
        <Figure value={value} unit={row.unit} field={field} />
      </Link>
    );
  if (row.unit === 'EUR' && row.ledger.pledged === 0 && row.unvalued > 0)
    return (
      <span class="zero" data-field={field} data-value={0}>
        {t('donors.noValue')}
      </span>
    );
  return <Figure value={value} unit={row.unit} field={field} />;
}
