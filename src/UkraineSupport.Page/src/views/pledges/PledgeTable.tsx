import type { PledgeEntry } from '../../api/types';
import { Link } from '../../app/routing';
import { day } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { nameOf, PartyLink, useCatalog } from '../../parts/catalog';
import { Day, Quantity, Typed } from '../../parts/Figures';
import { LedgerBar, LedgerLegend } from '../../parts/LedgerBar';
import { Empty } from '../../parts/States';
import { Table } from '../../parts/Table';

interface TableProps {
  rows: PledgeEntry[];
  cut?: boolean;
  none?: string;
  /** Where one donor's pledges are listed, its name would be the same in every row. */
  withoutDonor?: boolean;
}

/** Pledges, the newest first. */
export function PledgeTable({ rows, cut, none, withoutDonor }: TableProps) {
  const catalog = useCatalog();
  if (rows.length === 0) return <Empty title={none ?? t('pledges.none')}>{t('pledges.noneHint')}</Empty>;
  return (
    <>
      <LedgerLegend />
      <Table
        name="pledges"
        caption={t('pledges.title')}
        rows={rows}
        rowKey={(row) => row.id}
        cut={cut}
        columns={[
          {
            id: 'title',
            name: t('column.pledge'),
            main: true,
            value: (row) => row.title,
            cell: (row) => (
              <>
                <Link to={`pledges/${row.id}`}>
                  <Typed>{row.title}</Typed>
                </Link>
                <small>
                  {t(`kind.${row.kind}`)} {row.evidence && <EvidenceBadge level={row.evidence.level} />}
                  <DisclosureBadge level={row.disclosure} />
                </small>
              </>
            ),
          },
          ...(withoutDonor
            ? []
            : [
                {
                  id: 'donor',
                  name: t('column.donor'),
                  value: (row: PledgeEntry) => partyName(row.donor),
                  cell: (row: PledgeEntry) => <PartyLink code={row.donor} />,
                },
              ]),
          {
            id: 'lines',
            name: t('column.where'),
            hint: t('column.whereHint'),
            wide: true,
            cell: (row) =>
              row.lines.map((line) => <Line key={line.line} line={line} name={nameOf(line.capability, catalog)} />),
          },
          {
            id: 'announced',
            name: t('ledger.pledged'),
            value: (row) => row.announcedOn,
            cell: (row) => <Day value={row.announcedOn} />,
          },
          {
            id: 'status',
            name: t('column.status'),
            value: (row) => t(`status.pledge.${row.status}`),
            cell: (row) => <Status of="pledge" value={row.status} />,
          },
        ]}
        sheet={{
          rows: (shown) => shown.flatMap((pledge) => pledge.lines.map((line) => ({ pledge, line }))),
          columns: {
            pledge: ({ pledge }) => pledge.id,
            donor: ({ pledge }) => pledge.donor,
            kind: ({ pledge }) => pledge.kind,
            title: ({ pledge }) => pledge.title,
            status: ({ pledge }) => pledge.status,
            announcedOn: ({ pledge }) => pledge.announcedOn,
            line: ({ line }) => line.line,
            capability: ({ line }) => line.capability,
            unit: ({ line }) => line.unit,
            deliverBy: ({ line }) => line.deliverBy,
            pledged: ({ line }) => line.pledged,
            accepted: ({ line }) => line.accepted,
            committed: ({ line }) => line.committed,
            allocated: ({ line }) => line.allocated,
            dispatched: ({ line }) => line.dispatched,
            delivered: ({ line }) => line.delivered,
            received: ({ line }) => line.received,
            unitValueEur: ({ line }) => line.unitValueEur,
            valuationBasis: ({ line }) => line.valuationBasis,
            evidence: ({ pledge }) => pledge.evidence?.level,
            source: ({ pledge }) => pledge.evidence?.url,
            disclosure: ({ pledge }) => pledge.disclosure,
          },
        }}
      />
    </>
  );
}

function Line({ line, name }: { line: PledgeEntry['lines'][number]; name: string }) {
  return (
    <span class="line">
      <span>
        <Quantity value={line.pledged || line.quantity} unit={line.unit} />{' '}
        <small title={day(line.deliverBy)}>{name}</small>
      </span>
      <LedgerBar row={line} unit={line.unit} />
    </span>
  );
}
