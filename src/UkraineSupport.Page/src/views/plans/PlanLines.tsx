import type { Plan } from '../../api/types';
import { Link } from '../../app/routing';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Bar, Legend } from '../../parts/Bar';
import { Part } from '../../parts/Facts';
import { Day, Figure, Instant, Quantity, Register, Typed, Unknown } from '../../parts/Figures';
import { PartyLink } from '../../parts/catalog';
import { Table } from '../../parts/Table';
import type { Group, Line, Need } from './needs';
import { PlanLine } from './PlanLine';

const parts = ({ covered, rest }: Group) => [
  { kind: 'covered', value: covered, label: t('plan.covered') },
  { kind: 'open', value: rest?.quantity ?? 0, label: t('plan.staysOpen') },
];

export const NeedLink = ({ need }: { need: Need }) => (
  <Link to={need.to}>
    <Typed>{need.name}</Typed>
  </Link>
);

/** What goes where, and why: the needs that the plan covers, each with the lines of pledges that do it. */
export function PlanLines({ plan, groups }: { plan: Plan; groups: Group[] }) {
  const served = groups.filter(({ lines }) => lines.length > 0);
  const rows = served.flatMap(({ need, lines }) => lines.map((line) => ({ need, line })));
  return (
    <Part title={t('plan.linesTitle')} lead={t('plan.linesLead')}>
      {served.length === 0 && <p>{t('plan.noLines')}</p>}
      {served.map((group) => (
        <section key={group.need.id} class="pledge-line" data-need={group.need.id}>
          <h3>
            <NeedLink need={group.need} />
          </h3>
          <p class="hint">
            {t(`${group.need.kind}.over`)} · {t('column.priority')} {group.need.priority}
          </p>
          <Bar segments={parts(group)} unit={group.need.unit} />
          <Legend segments={parts(group)} unit={group.need.unit} />
          <ol class="tranches">
            {group.lines.map((line) => (
              <PlanLine key={line.key} plan={plan} line={line} need={group.need} />
            ))}
          </ol>
        </section>
      ))}
      {rows.length > 0 && (
        <details class="alternative">
          <summary>{t('chart.table')}</summary>
          <LineTable rows={rows} />
        </details>
      )}
    </Part>
  );
}

function LineTable({ rows }: { rows: { need: Need; line: Line }[] }) {
  return (
    <Table
      name="plan-lines"
      caption={t('plan.linesTitle')}
      rows={rows}
      rowKey={({ line }) => line.key}
      columns={[
        {
          id: 'need',
          name: t('plan.need'),
          main: true,
          value: ({ need }) => need.name,
          file: ({ need }) => need.id,
          cell: ({ need }) => <NeedLink need={need} />,
        },
        {
          id: 'donor',
          name: t('column.donor'),
          value: ({ line }) => partyName(line.of.donor),
          file: ({ line }) => line.of.donor,
          cell: ({ line }) => <Link to={`pledges/${line.of.pledge}`}>{partyName(line.of.donor)}</Link>,
        },
        {
          id: 'credit',
          name: t('column.countsFor'),
          numeric: true,
          file: ({ line }) => line.of.credit,
          cell: ({ line, need }) => <Quantity value={line.of.credit} unit={need.unit} field="credit" />,
        },
        {
          id: 'arrivesBy',
          name: t('plan.arrivesByColumn'),
          value: ({ line }) => line.of.arrivesBy,
          cell: ({ line }) => <Day value={line.of.arrivesBy} />,
        },
        {
          id: 'state',
          name: t('column.status'),
          value: ({ line }) => t(`status.planLine.${line.state}`),
          file: ({ line }) => line.state,
        },
      ]}
      sheet={{
        rows: (shown) => shown,
        columns: {
          need: ({ need }) => need.id,
          pledge: ({ line }) => line.of.pledge,
          line: ({ line }) => line.of.line,
          donor: ({ line }) => line.of.donor,
          quantity: ({ line }) => line.of.quantity,
          credit: ({ line }) => line.of.credit,
          unit: ({ need }) => need.unit,
          arrivesBy: ({ line }) => line.of.arrivesBy,
          valueEur: ({ line }) => line.of.valueEur,
          intake: ({ line }) => line.of.intake,
          state: ({ line }) => line.state,
          why: ({ line }) => [...line.of.reasons, line.gone].filter(Boolean).join(' '),
        },
      }}
    />
  );
}

/** What stays open, why, who was asked and has not answered, and what co-production may still cover of it. */
export function Uncovered({ groups, expected }: { groups: Group[]; expected: Map<string, number> | undefined }) {
  const rows = groups.filter(({ rest }) => rest);
  if (rows.length === 0) return <Part title={t('plan.uncoveredTitle')}>{t('plan.allCovered')}</Part>;
  return (
    <Part title={t('plan.uncoveredTitle')} lead={t('plan.uncoveredLead')}>
      <Table
        name="uncovered"
        caption={t('plan.uncoveredTitle')}
        rows={rows}
        rowKey={({ need }) => need.id}
        sort="priority"
        columns={[
          {
            id: 'need',
            name: t('plan.need'),
            main: true,
            value: ({ need }) => need.name,
            file: ({ need }) => need.id,
            cell: ({ need }) => (
              <>
                <NeedLink need={need} />
                <small>{t(`${need.kind}.over`)}</small>
              </>
            ),
          },
          {
            id: 'priority',
            name: t('column.priority'),
            numeric: true,
            value: ({ need }) => need.priority,
          },
          {
            id: 'open',
            name: t('plan.staysOpen'),
            numeric: true,
            file: ({ rest }) => rest!.quantity,
            cell: ({ need, rest }) => <Quantity value={rest!.quantity} unit={need.unit} field="open" />,
          },
          ...(expected
            ? [
                {
                  id: 'openIfExpected',
                  name: t('plan.ifExpected'),
                  hint: t('gap.expectedOpen'),
                  numeric: true,
                  file: ({ need }: Group) => expected.get(need.id),
                  cell: ({ need }: Group) => {
                    const value = expected.get(need.id);
                    return value === undefined ? <Unknown /> : <Figure value={value} unit={need.unit} />;
                  },
                },
              ]
            : []),
          {
            id: 'why',
            name: t('plan.whyOpen'),
            file: ({ rest }) => rest!.why.join(' '),
            cell: ({ rest }) => rest!.why.map((why) => <Register key={why}>{why} </Register>),
          },
          {
            id: 'waits',
            name: t('plan.waits'),
            file: ({ need }) => need.waits.map(({ donor }) => donor).join(' '),
            cell: ({ need }) =>
              need.waits.length === 0 ? (
                <Unknown />
              ) : (
                need.waits.map((wait) => <Wait key={wait.donor} {...wait} unit={need.unit} />)
              ),
          },
        ]}
      />
    </Part>
  );
}

const Wait = ({ donor, quantity, deadline, unit }: Need['waits'][number] & { unit: string }) => (
  <span class="line apart">
    <PartyLink code={donor} />, <Quantity value={quantity} unit={unit} />
    <small>
      {t('gap.answersBy')} <Instant value={deadline} />
    </small>
  </span>
);
