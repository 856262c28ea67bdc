import type { Gap, GapMonth, UsDeliveries } from '../../api/types';
import { useRead } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Title } from '../../app/Title';
import { Actions } from '../../forms/Actions';
import { onGap, onAsked } from '../../forms/where';
import { measure, month, months, unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Allocated } from '../../parts/Allocated';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { Bar, Legend } from '../../parts/Bar';
import { CapabilityLink, nameOf, PartyLink, useCatalog } from '../../parts/catalog';
import { Facts, Part } from '../../parts/Facts';
import { Figure, Instant, Quantity, Typed } from '../../parts/Figures';
import { ChainBadge, History } from '../../parts/History';
import { Shown } from '../../parts/States';
import { Substitutes } from '../../parts/Substitutes';
import { Table } from '../../parts/Table';
import { coverage } from './GapTable';
import { isDemo } from './months';

export default function GapView({ id }: { id: string }) {
  const gap = useRead('/gaps/{id}', { id });
  const history = useRead('/gaps/{id}/history', { id }, { limit: 200 });
  return (
    <Shown reading={gap} missing={<NoRecord />}>
      {(item) => (
        <>
          <Head gap={item} chain={history.data && <ChainBadge chain={history.data.chain} />} />
          <Actions of={onGap} record={item} at={{ id }} />
          <Months gap={item} />
          <Allocated of={item.allocations} unit={item.unit} />
          <Asked gap={item} />
          <History reading={history} />
        </>
      )}
    </Shown>
  );
}

function Head({ gap, chain }: { gap: Gap; chain: preact.ComponentChildren }) {
  const catalog = useCatalog();
  const name = nameOf(gap.capability, catalog);
  return (
    <>
      <Title over={t('gap.over')}>{`${name}, ${months(gap.from, gap.to)}`}</Title>
      <p class="badges">
        <Status of="gap" value={gap.status} /> <DisclosureBadge level={gap.disclosure} />{' '}
        {isDemo(gap) && <EvidenceBadge level="demo" />} {chain}
      </p>
      <div class="wide-bar">
        <Bar segments={coverage(gap)} unit={gap.unit} />
        <Legend segments={coverage(gap)} unit={gap.unit} />
      </div>
      <Facts
        of={[
          [t('column.capability'), <CapabilityLink code={gap.capability} catalog={catalog} />],
          [
            t('gap.missing'),
            <>
              <Quantity value={gap.shortfall} unit={gap.unit} field="missing" />
              {gap.unit !== 'EUR' && gap.shortfallEur !== null && ` (${measure(gap.shortfallEur, 'EUR')})`}
            </>,
          ],
          [
            t('gap.expectedOpen'),
            gap.openIfExpected != null && <Quantity value={gap.openIfExpected} unit={gap.unit} />,
          ],
          [t('column.priority'), gap.priority],
          [t('gap.risk'), gap.risk && <Typed>{gap.risk}</Typed>],
          [t('substitutes.title'), gap.substitutes.length > 0 && <Substitutes of={gap.substitutes} />],
          [t('gap.found'), <Instant value={gap.openedAt} />],
          [t('gap.sources'), <Sources of={gap.sources} />],
        ]}
      />
    </>
  );
}

const Sources = ({ of }: { of: readonly string[] }) => (
  <ul class="plain">
    {of.map((source) => (
      <li key={source}>
        <Typed>{source}</Typed>
      </li>
    ))}
  </ul>
);

function Months({ gap }: { gap: Gap }) {
  const flow = useRead(
    gap.months.length > 0 ? '/us-deliveries/{capability}' : null,
    { capability: gap.capability },
    { from: gap.from, to: gap.to },
  );
  if (gap.months.length === 0) return null;
  return (
    <Part title={t('gap.monthsTitle', { unit: unitName(gap.unit) })} lead={flow.data?.method}>
      <MonthTable gap={gap} flow={flow.data} />
      {flow.data && <p class="hint">{flow.data.forecastMethod}</p>}
    </Part>
  );
}

function MonthTable({ gap, flow }: { gap: Gap; flow: UsDeliveries | undefined }) {
  const came = new Map(flow?.months.map((row) => [row.month, row]));
  const amount = (id: string, name: string, value: (row: GapMonth) => number) => ({
    id,
    name,
    numeric: true,
    value,
    cell: (row: GapMonth) => <Figure value={value(row)} unit={gap.unit} field={id} />,
  });
  return (
    <Table
      name={`gap-${gap.capability}`}
      caption={t('gap.monthsTitle', { unit: unitName(gap.unit) })}
      rows={gap.months}
      rowKey={(row) => row.month}
      columns={[
        {
          id: 'month',
          name: t('column.month'),
          main: true,
          value: (row) => row.month,
          cell: (row) => month(row.month),
        },
        amount('expected', t('gap.expected'), (row) => row.expected),
        {
          ...amount('delivered', t('gap.delivered'), (row) => row.expected - row.shortfall),
          cell: (row) => (
            <>
              <Figure value={row.expected - row.shortfall} unit={gap.unit} field="delivered" />
              {came.get(row.month)?.delivered === null && <small>{t('gap.forecast')}</small>}
            </>
          ),
        },
        amount('missing', t('gap.missing'), (row) => row.shortfall),
        {
          ...amount('covered', t('gap.covered'), (row) => row.covered),
          cell: (row) => (
            <>
              <Figure value={row.covered} unit={gap.unit} field="covered" />
              {row.allies.length > 0 && <small>{row.allies.map(({ donor }) => partyName(donor)).join(', ')}</small>}
            </>
          ),
        },
        amount('late', t('gap.coveredLate'), (row) => row.coveredLate),
        amount('open', t('gap.open'), (row) => row.open),
      ]}
    />
  );
}

function Asked({ gap }: { gap: Gap }) {
  if (gap.solicitations.length === 0) return null;
  return (
    <Part title={t('gap.askedTitle')}>
      {gap.solicitations.map((round) => (
        <div key={round.n}>
          <p class="hint">
            {t('gap.answersBy')} <Instant value={round.deadline} />
          </p>
          <ul class="plain">
            {round.donors.map((asked) => (
              <li key={asked.donor}>
                <PartyLink code={asked.donor} /> <Quantity value={asked.quantity} unit={gap.unit} />{' '}
                <Status of="asked" value={asked.status} />
              </li>
            ))}
          </ul>
          <Actions of={onAsked} record={gap} at={{ id: gap.id, n: String(round.n) }} />
        </div>
      ))}
    </Part>
  );
}
