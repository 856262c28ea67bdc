import type { LedgerRow, PledgeEntry } from '../../api/types';
import { useAll } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { month, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { isParty, partyName } from '../../i18n/names';
import { Status } from '../../parts/Badges';
import { CapabilityLink, type Catalog, nameOf, useCatalog } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Day, Instant, Quantity, Typed, Unknown } from '../../parts/Figures';
import { Headline, Headlines } from '../../parts/Headline';
import { both, Empty, Shown } from '../../parts/States';
import { Table } from '../../parts/Table';
import { LedgerTable } from '../capabilities/LedgerTable';
import { PledgeTable } from '../pledges/PledgeTable';
import { Keeping } from './Keeping';
import { type Ask, asksOf, donorRows, dueLines, type DueLine } from './donors';

/** One donor: what it committed, what of it was received, what is late, what it was asked, what comes next. */
export default function DonorView({ party }: { party: string }) {
  const catalog = useCatalog();
  const ledgers = useAll('/insights/ledgers', { donor: party });
  const pledges = useAll('/pledges', { donor: party });
  const gaps = useAll('/gaps');
  if (!isParty(party)) return <NoRecord title={t('donors.unknown', { party })} hint={t('donors.unknownHint')} />;
  return (
    <>
      <Title over={t('donors.over')}>{partyName(party)}</Title>
      <Shown reading={both(ledgers, both(pledges, gaps))}>
        {([{ items: rows }, [{ items, cut }, asked]]) => {
          const lines = dueLines(items);
          return (
            <>
              <Standing party={party} rows={rows} pledges={items} lines={lines} asks={asksOf(party, asked.items)} />
              <Keeping party={party} />
              <Part title={t('donors.byCapability')} lead={t('capabilities.lead')}>
                {rows.length === 0 ? (
                  <Empty title={t('donors.nothing', { donor: partyName(party) })} />
                ) : (
                  <LedgerTable rows={rows} catalog={catalog} filter={{ donor: party }} />
                )}
              </Part>
              <Coming lines={lines} catalog={catalog} />
              <Asked asks={asksOf(party, asked.items)} catalog={catalog} />
              <Part title={t('pledges.title')}>
                <PledgeTable rows={items} cut={cut} withoutDonor />
              </Part>
            </>
          );
        }}
      </Shown>
    </>
  );
}

interface StandingProps {
  party: string;
  rows: LedgerRow[];
  pledges: PledgeEntry[];
  lines: DueLine[];
  asks: Ask[];
}

function Standing({ party, rows, pledges, lines, asks }: StandingProps) {
  const now = today();
  const own = donorRows(rows, pledges, [], undefined, now)[0];
  const late = lines.filter((line) => line.deliverBy < now);
  const next = lines.filter((line) => line.deliverBy >= now).sort((a, b) => a.deliverBy.localeCompare(b.deliverBy))[0];
  const open = asks.filter(({ status }) => status === 'Open');
  const value = (field: 'committed' | 'received') =>
    own ? <Quantity value={own.ledger[field]} unit="EUR" field={field} /> : <Unknown />;
  return (
    <>
      <Headlines>
        <Headline name={t('ledger.committed')} figure={value('committed')}>
          {t('donors.committedMeaning', { count: pledges.length })}
        </Headline>
        <Headline name={t('ledger.received')} figure={value('received')}>
          {t('donors.receivedMeaning')}
        </Headline>
        <Headline
          name={t('donors.late')}
          figure={
            <span data-field="late" data-value={late.length}>
              {late.length}
            </span>
          }
        >
          {t('donors.lateMeaning', { count: late.length })}
        </Headline>
        <Headline
          name={t('donors.asked')}
          figure={
            <span data-field="asked" data-value={open.length}>
              {open.length}
            </span>
          }
        >
          {t('donors.askedMeaning', { count: open.length })}
        </Headline>
        <Headline name={t('donors.next')} figure={next ? <Day value={next.deliverBy} /> : <Unknown />}>
          {next ? <Link to={`pledges/${next.pledge.id}`}>{next.pledge.title}</Link> : t('donors.nextNone')}
        </Headline>
      </Headlines>
      {own && own.unvalued > 0 && <p class="hint">{t('donors.unvalued', { count: own.unvalued })}</p>}
      <p class="hint">
        <Link to="pledges" query={{ donor: party }}>
          {t('donors.allPledges')}
        </Link>
      </p>
    </>
  );
}

/** What is committed and still to be delivered, the day that is nearest or longest past first. */
function Coming({ lines, catalog }: { lines: DueLine[]; catalog: Catalog }) {
  if (lines.length === 0) return null;
  const now = today();
  return (
    <Part title={t('donors.coming')}>
      <Table
        name="deliveries"
        caption={t('donors.coming')}
        rows={lines}
        rowKey={(line) => `${line.pledge.id}/${line.line}`}
        sort="deliverBy"
        columns={[
          {
            id: 'deliverBy',
            name: t('column.deliverBy'),
            value: (line) => line.deliverBy,
            cell: (line) => (
              <span class={line.deliverBy < now ? 'late' : ''}>
                <Day value={line.deliverBy} /> {line.deliverBy < now && t('state.late')}
              </span>
            ),
          },
          {
            id: 'pledge',
            name: t('column.pledge'),
            main: true,
            value: (line) => line.pledge.title,
            cell: (line) => (
              <Link to={`pledges/${line.pledge.id}`}>
                <Typed>{line.pledge.title}</Typed>
              </Link>
            ),
          },
          {
            id: 'capability',
            name: t('column.capability'),
            value: (line) => nameOf(line.capability, catalog),
            file: (line) => line.capability,
            cell: (line) => <CapabilityLink code={line.capability} catalog={catalog} />,
          },
          {
            id: 'outstanding',
            name: t('column.toCome'),
            numeric: true,
            file: (line) => line.committed - line.delivered,
            cell: (line) => <Quantity value={line.committed - line.delivered} unit={line.unit} />,
          },
        ]}
      />
    </Part>
  );
}

function Asked({ asks, catalog }: { asks: Ask[]; catalog: Catalog }) {
  return (
    <Part title={t('donors.askedTitle')}>
      {asks.length === 0 ? (
        <p>{t('donors.askedNone')}</p>
      ) : (
        <Table
          name="asked"
          caption={t('donors.askedTitle')}
          rows={asks}
          rowKey={(ask) => `${ask.gap.id}/${ask.deadline}`}
          sort="deadline"
          columns={[
            {
              id: 'capability',
              name: t('column.capability'),
              main: true,
              value: (ask) => nameOf(ask.gap.capability, catalog),
              file: (ask) => ask.gap.capability,
              cell: (ask) => (
                <Link
                  to={`gaps/${ask.gap.id}`}
                >{`${nameOf(ask.gap.capability, catalog)}, ${month(ask.gap.from)}`}</Link>
              ),
            },
            {
              id: 'quantity',
              name: t('column.askedFor'),
              numeric: true,
              file: (ask) => ask.quantity,
              cell: (ask) => <Quantity value={ask.quantity} unit={ask.gap.unit} />,
            },
            {
              id: 'deadline',
              name: t('gap.answersBy'),
              value: (ask) => ask.deadline,
              cell: (ask) => <Instant value={ask.deadline} />,
            },
            {
              id: 'status',
              name: t('column.status'),
              value: (ask) => t(`status.asked.${ask.status}`),
              cell: (ask) => <Status of="asked" value={ask.status} />,
            },
          ]}
        />
      )}
    </Part>
  );
}
