import type { Activation } from '../../api/types';
import { useAll, useRead } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { day, list, measure, short } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { DisclosureBadge, Status } from '../../parts/Badges';
import { Legend } from '../../parts/Bar';
import { PartyLink } from '../../parts/catalog';
import { Chart } from '../../parts/Chart';
import { Facts, Part } from '../../parts/Facts';
import { Day, Figure, Instant, Quantity, Register, Typed, Unknown } from '../../parts/Figures';
import { ChainBadge, History } from '../../parts/History';
import { Shown } from '../../parts/States';
import { Table } from '../../parts/Table';

/** A ceasefire: the force day by day, planned and actual, who holds what up, and each unit that was called upon. */
export default function ActivationView({ id }: { id: string }) {
  const activation = useRead('/coalition/activations/{id}', { id });
  const history = useRead('/coalition/activations/{id}/history', { id }, { limit: 200 });
  return (
    <Shown reading={activation} missing={<NoRecord hint={t('coalition.who')} />}>
      {(item) => (
        <>
          <Title over={<Link to="coalition">{t('coalition.title')}</Link>} of={name(item)}>
            {name(item)}
          </Title>
          <p class="badges">
            <Status of="activation" value={item.status} /> <DisclosureBadge level={item.disclosure} />{' '}
            {history.data && <ChainBadge chain={history.data.chain} />}
          </p>
          <Facts
            of={[
              [t('coalition.declared'), <Day value={item.declaredOn} />],
              [t('pledge.source'), <Typed>{item.source}</Typed>],
              [t('coalition.by'), item.by.length > 0 && list(item.by.map(partyName))],
              [t('coalition.suspendedAt'), item.suspendedAt && <Instant value={item.suspendedAt} />],
              [t('coalition.pending'), item.pending && <Pending of={item.pending} />],
            ]}
          />
          <Days days={item.days} />
          <HeldUp of={item.heldUpBy} />
          <Units of={item.units} />
          <History reading={history} />
        </>
      )}
    </Shown>
  );
}

const name = ({ number }: Activation) => t('coalition.activation', { n: number });

const Pending = ({ of }: { of: NonNullable<Activation['pending']> }) => (
  <>
    {t(`coalition.pending.${of.step}`)}, {partyName(of.by)}; {t('coalition.confirmBy')} <Instant value={of.due} />
  </>
);

/** Strength by day: what was planned, and what was there. */
function Days({ days }: { days: Activation['days'] }) {
  if (days.length === 0) return <p class="part">{t('coalition.noDays')}</p>;
  return (
    <Part title={t('coalition.daysTitle')}>
      <Legend
        segments={[
          { kind: 'pledged', value: 0, label: t('coalition.planned') },
          { kind: 'received', value: 0, label: t('coalition.actual') },
        ]}
      />
      <Chart
        label={t('coalition.daysTitle')}
        height={280}
        option={(look) => ({
          xAxis: { type: 'category', data: days.map(({ on }) => day(on)) },
          yAxis: { type: 'value', axisLabel: { formatter: (value: number) => short(value) } },
          series: [
            {
              type: 'bar',
              barGap: '-100%',
              data: days.map(({ planned }) => planned),
              itemStyle: { color: look('--pledged'), borderColor: look('--line-strong'), borderWidth: 1 },
            },
            {
              type: 'bar',
              data: days.map(({ actual }) => actual ?? '-'),
              itemStyle: { color: look('--received') },
            },
          ],
        })}
        values={(at) => {
          const of = days[at]!;
          return [
            day(of.on),
            [
              [t('coalition.planned'), measure(of.planned, 'persons')],
              [t('coalition.actual'), of.actual === null ? '–' : measure(of.actual, 'persons')],
            ],
          ];
        }}
      >
        <Table
          name="activation-days"
          caption={t('coalition.daysTitle')}
          rows={days}
          rowKey={({ on }) => on}
          columns={[
            {
              id: 'on',
              name: t('coalition.day'),
              main: true,
              value: ({ on }) => on,
              cell: ({ on }) => <Day value={on} />,
            },
            {
              id: 'planned',
              name: t('coalition.planned'),
              numeric: true,
              value: ({ planned }) => planned,
              cell: ({ planned }) => <Figure value={planned} unit="persons" field="planned" />,
            },
            {
              id: 'actual',
              name: t('coalition.actual'),
              numeric: true,
              value: ({ actual }) => actual ?? -1,
              file: ({ actual }) => actual,
              cell: ({ actual }) =>
                actual === null ? <Unknown /> : <Figure value={actual} unit="persons" field="actual" />,
            },
          ]}
        />
      </Chart>
    </Part>
  );
}

function HeldUp({ of }: { of: Activation['heldUpBy'] }) {
  if (of.length === 0) return null;
  return (
    <Part title={t('coalition.heldUp')}>
      <ul>
        {of.map(({ nation, commitment, serial, what, since, isLate }) => (
          <li key={commitment + what}>
            <PartyLink code={nation} />, <SerialLink id={serial} />: <Register>{what}</Register>{' '}
            <small>
              {t('coalition.since')} <Instant value={since} />
            </small>{' '}
            {isLate && <span class="badge bad">{t('state.late')}</span>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

const SerialLink = ({ id }: { id: string }) => <Link to={`coalition/serials/${id}`}>{id}</Link>;

function Units({ of }: { of: Activation['units'] }) {
  const { data } = useAll('/coalition/commitments');
  const elements = new Map((data?.items ?? []).map((unit) => [unit.id, unit.forceElement]));
  if (of.length === 0) return null;
  const date = (id: 'plannedOn' | 'deployedOn' | 'reliefDue', title: string) => ({
    id,
    name: title,
    value: (unit: Activation['units'][number]) => unit[id] ?? '',
    cell: (unit: Activation['units'][number]) => (unit[id] ? <Day value={unit[id]!} /> : <Unknown />),
  });
  return (
    <Part title={t('coalition.called')}>
      <Table
        name="called-units"
        caption={t('coalition.called')}
        rows={of}
        rowKey={({ commitment, n }) => `${commitment}/${n}`}
        columns={[
          {
            id: 'nation',
            name: t('coalition.nation'),
            main: true,
            value: ({ nation }) => partyName(nation),
            file: ({ nation }) => nation,
            cell: ({ nation, commitment }) => (
              <>
                <PartyLink code={nation} />
                <small>
                  <Typed>{elements.get(commitment)}</Typed>
                </small>
              </>
            ),
          },
          {
            id: 'serial',
            name: t('coalition.serial'),
            value: ({ serial }) => serial,
            cell: ({ serial }) => <SerialLink id={serial} />,
          },
          {
            id: 'strength',
            name: t('coalition.strength'),
            numeric: true,
            value: ({ strength }) => strength,
            cell: ({ strength }) => <Quantity value={strength} unit="persons" field="strength" />,
          },
          {
            id: 'deadline',
            name: t('gap.answersBy'),
            value: ({ deadline }) => deadline,
            cell: ({ deadline }) => <Instant value={deadline} />,
          },
          date('plannedOn', t('coalition.plannedOn')),
          date('deployedOn', t('coalition.deployedOn')),
          {
            ...date('reliefDue', t('coalition.reliefDue')),
            cell: ({ reliefDue, reliefMissing }) =>
              reliefDue ? (
                <>
                  <Day value={reliefDue} /> {reliefMissing && <span class="late">{t('coalition.reliefMissing')}</span>}
                </>
              ) : (
                <Unknown />
              ),
          },
          {
            id: 'status',
            name: t('column.status'),
            value: ({ status }) => t(`status.calledUnit.${status}`),
            file: ({ status }) => status,
            cell: ({ status }) => <Status of="calledUnit" value={status} />,
          },
        ]}
      />
    </Part>
  );
}
