import type { Chain, LedgerRow } from '../../api/types';
import { Link } from '../../app/routing';
import { unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { CapabilityLink, type Catalog, nameOf } from '../../parts/catalog';
import { Figure, Quantity, Unknown } from '../../parts/Figures';
import { LedgerBar, LedgerLegend } from '../../parts/LedgerBar';
import { chain, groups, ledgers, sum } from '../../parts/ledgers';
import { Table } from '../../parts/Table';

interface Row extends Chain {
  capability: string;
  unit: string;
  pledges: number;
  /** What of it has a value, in euros. */
  eur: Chain;
  unvalued: number;
}

/** The ledgers of each capability over its donors, in its own unit: rows are never added to one another. */
export function capabilityRows(rows: readonly LedgerRow[]): Row[] {
  return [...groups(rows, (row) => row.capability)].map(([capability, own]) => ({
    ...sum(own),
    capability,
    unit: own[0]!.unit,
    pledges: own.reduce((count, row) => count + row.pledges, 0),
    eur: sum(own.flatMap(({ eur }) => (eur ? [eur] : []))),
    unvalued: own.reduce((count, row) => count + row.unvalued, 0),
  }));
}

interface Props {
  rows: readonly LedgerRow[];
  catalog: Catalog;
  /** What the pledges behind each figure are narrowed to, besides capability and ledger. */
  filter?: Record<string, string>;
}

export function LedgerTable({ rows, catalog, filter }: Props) {
  return (
    <>
      <LedgerLegend />
      <Table
        name="ledgers"
        caption={t('capabilities.caption')}
        rows={capabilityRows(rows)}
        rowKey={(row) => row.capability}
        sort="capability"
        columns={[
          {
            id: 'capability',
            name: t('column.capability'),
            main: true,
            value: (row) => nameOf(row.capability, catalog),
            cell: (row) => (
              <>
                <CapabilityLink code={row.capability} catalog={catalog} />
                <small>{unitName(row.unit)}</small>
              </>
            ),
          },
          {
            id: 'place',
            name: t('column.where'),
            hint: t('column.whereHint'),
            wide: true,
            cell: (row) => <LedgerBar row={row} unit={row.unit} />,
          },
          ...ledgers.map((field) => ({
            id: field,
            name: t(`ledger.${field}`),
            hint: t(`ledger.${field}.meaning`),
            numeric: true,
            cell: (row: Row) =>
              row[field] === 0 ? (
                <Figure value={0} unit={row.unit} field={field} />
              ) : (
                <Link to="pledges" query={{ ...filter, capability: row.capability, ledger: field }}>
                  <Figure value={row[field]} unit={row.unit} field={field} />
                </Link>
              ),
          })),
          {
            id: 'value',
            name: t('column.value'),
            hint: t('column.valueHint'),
            numeric: true,
            value: (row) => row.eur.committed,
            cell: (row) => (row.eur.committed > 0 ? <Quantity value={row.eur.committed} unit="EUR" /> : <Unknown />),
          },
        ]}
        sheet={{
          rows: (shown) => shown.flatMap((row) => chain.map((ledger) => ({ row, ledger }))),
          columns: {
            donor: () => filter?.donor,
            capability: ({ row }) => row.capability,
            ledger: ({ ledger }) => ledger,
            quantity: ({ row, ledger }) => row[ledger],
            unit: ({ row }) => row.unit,
            eur: ({ row, ledger }) => row.eur[ledger],
            linesWithoutValue: ({ row }) => row.unvalued,
            pledges: ({ row }) => row.pledges,
          },
        }}
      />
    </>
  );
}
