import { useMemo } from 'preact/hooks';
import type { ForceUnit, SerialLine, SerialMonths } from '../../api/types';
import { useAll, useRead } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { day, list, month, months, short, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { isParty, partyName } from '../../i18n/names';
import { Bar, Legend } from '../../parts/Bar';
import { DisclosureBadge, EvidenceBadge } from '../../parts/Badges';
import { Chart } from '../../parts/Chart';
import { Facts, Part } from '../../parts/Facts';
import { Day, Quantity } from '../../parts/Figures';
import { both, Shown } from '../../parts/States';
import { Filled } from './Dependence';
import { isDemo, segmentsOf, unitOf } from './force';
import { MonthTable } from './SerialMap';
import { Chain, Critical } from './SerialTable';
import { Contributions, NotUsable } from './Units';

/** One serial: what it needs, who holds it, who is kept out and by what, and month by month whether it stands. */
export default function SerialView({ id }: { id: string }) {
  const commitments = useAll('/coalition/commitments');
  const nations = [...new Set((commitments.data?.items ?? []).map(({ nation }) => nation))];
  const filters = useFilters({ without: { known: nations, loaded: commitments.data !== undefined } });
  const without = filters.values.without && isParty(filters.values.without) ? filters.values.without : undefined;
  const now = useRead('/coalition/balance', undefined, { without });
  const statement = useRead('/coalition/requirements');
  const missing = <NoRecord hint={t('coalition.who')} />;
  const units = new Map((commitments.data?.items ?? []).map((unit) => [unit.id, unit]));
  return (
    <Shown reading={both(now, statement)} missing={missing}>
      {([{ balance }, { phases }]) => {
        const line = balance?.serials.find(({ serial }) => serial.id === id);
        if (!line) return missing;
        const phase = phases.find((of) => of.id === line.serial.phase)?.title;
        return (
          <>
            {without && (
              <p class="notice">
                {t('coalition.shownWithout', { nation: partyName(without) })}{' '}
                <Link to={`coalition/serials/${id}`}>{t('coalition.withAll')}</Link>
              </p>
            )}
            <Head line={line} phase={phase ?? line.serial.phase} query={without ? { without } : {}} />
            <Contributions line={line} units={units} />
            <NotUsable line={line} units={units} />
            <Months line={line} without={without} units={units} />
          </>
        );
      }}
    </Shown>
  );
}

function Head({ line, phase, query }: { line: SerialLine; phase: string; query: Record<string, string> }) {
  const { serial } = line;
  return (
    <>
      <Title
        of={`${serial.id} ${serial.forceElement}`}
        over={
          <>
            <Link to="coalition" query={query}>
              {t('coalition.title')}
            </Link>{' '}
            · {t(`domain.${serial.domain}`)}
          </>
        }
      >
        {`${serial.id} ${serial.forceElement}`}
      </Title>
      <p class="badges">
        <Filled filled={line.filled} /> {serial.critical && <Critical />}{' '}
        <DisclosureBadge level={serial.disclosure} />{' '}
        {isDemo(serial.forceElement) && <EvidenceBadge level="demo" />}
      </p>
      <div class="wide-bar">
        <Bar segments={segmentsOf(line)} total={Math.max(line.required, line.offered)} unit={unitOf(serial)} />
        <Legend segments={segmentsOf(line)} unit={unitOf(serial)} />
      </div>
      <Facts
        of={[
          [t('coalition.required'), <Quantity value={line.required} unit={unitOf(serial)} field="required" />],
          [t('coalition.chainName'), <Chain line={line} />],
          [t('gap.missing'), <Quantity value={line.missing} unit={unitOf(serial)} field="missing" />],
          [
            t('coalition.sum.doubleHatted'),
            line.doubleHatted > 0 && <Quantity value={line.doubleHatted} unit="persons" />,
          ],
          [t('coalition.phase'), phase],
          [
            t('coalition.heldFrom'),
            <>
              <Day value={line.day} /> ({t('coalition.dPlus', { n: serial.fromDay })}),{' '}
              {t('coalition.forMonths', { n: serial.sustainMonths })}
            </>,
          ],
          [t('coalition.strength'), <Quantity value={serial.strength} unit="persons" />],
          [t('coalition.notice'), t('coalition.days', { n: serial.ntmDays })],
          [t('coalition.basing'), basing(serial.basing as string[])],
          [
            t('coalition.headquarters'),
            serial.headquarters &&
              [serial.headquarters, serial.role && t(`coalition.role.${serial.role}`)].filter(Boolean).join(', '),
          ],
          [
            t('coalition.turns'),
            serial.turns.length > 0 &&
              list(
                serial.turns.map((turn) => t('coalition.turnOf', { nation: partyName(turn.nation), n: turn.months })),
              ),
          ],
        ]}
      />
    </>
  );
}

const basing = (of: readonly string[]): string =>
  list(of.map((where) => t(`basing.${where as 'inUkraine' | 'neighbour' | 'atSea' | 'remote'}`)));

interface MonthsProps {
  line: SerialLine;
  without: string | undefined;
  units: Map<string, ForceUnit>;
}

/** Month by month over the time for which it must be held, and each run of days on which something is missing. */
function Months({ line, without, units }: MonthsProps) {
  const period = useMemo(() => ({ from: today(), to: heldUntil(line) }), [today(), line.day]);
  const ahead = useRead('/coalition/balance', undefined, { ...period, without });
  return (
    <Part title={t('coalition.monthsTitle')} lead={t('coalition.monthsLead')}>
      <Shown reading={ahead}>
        {({ period: of }) => {
          const row = of?.serials.find(({ serial }) => serial.id === line.serial.id);
          if (!row || row.months.length === 0) return <p>{t('coalition.noMonths')}</p>;
          return (
            <>
              <MonthChart row={row} />
              <Runs row={row} units={units} />
            </>
          );
        }}
      </Shown>
    </Part>
  );
}

function heldUntil({ day: first, serial }: SerialLine): string {
  const date = new Date(`${first}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + serial.sustainMonths);
  return date.toISOString().slice(0, 10);
}

function MonthChart({ row }: { row: SerialMonths }) {
  const unit = unitOf(row.serial);
  return (
    <>
      <Legend
        segments={[
          { kind: 'pledged', value: 0, label: t('coalition.required') },
          { kind: 'received', value: 0, label: t('coalition.leastUsable') },
        ]}
      />
      <Chart
        label={t('coalition.monthsTitle')}
        height={260}
        option={(look) => ({
          xAxis: { type: 'category', data: row.months.map((of) => month(of.month)) },
          yAxis: { type: 'value', axisLabel: { formatter: (value: number) => short(value) } },
          series: [
            {
              type: 'bar',
              barGap: '-100%',
              data: row.months.map((of) => of.required),
              itemStyle: { color: look('--pledged'), borderColor: look('--line-strong'), borderWidth: 1 },
            },
            {
              type: 'bar',
              data: row.months.map((of) => Math.min(of.leastUsable, of.required)),
              itemStyle: { color: look('--received') },
            },
          ],
        })}
        values={(at) => {
          const of = row.months[at]!;
          return [
            month(of.month),
            [
              [t('coalition.required'), short(of.required)],
              [t('coalition.leastUsable'), short(of.leastUsable)],
              [t('gap.missing'), short(of.missing)],
            ],
          ];
        }}
      >
        <MonthTable rows={[row]} />
      </Chart>
      <p class="hint">{t('coalition.inUnit', { unit: t(`units.${unit as 'persons' | 'units'}`) })}</p>
    </>
  );
}

function Runs({ row, units }: { row: SerialMonths; units: Map<string, ForceUnit> }) {
  if (row.gaps.length === 0)
    return <p>{t('coalition.noRuns', { months: months(row.months[0]!.month, row.months.at(-1)!.month) })}</p>;
  return (
    <>
      <h3>{t('coalition.runs')}</h3>
      <ul>
        {row.gaps.map(({ days, missing, after, isRotationGap }) => (
          <li key={days.from}>
            {day(days.from)} – {day(days.to)}: <Quantity value={missing} unit={unitOf(row.serial)} field="run" />
            {isRotationGap && `, ${t('coalition.rotationGap')}`}
            {after.length > 0 &&
              `, ${t('coalition.runAfter', { units: list(after.map((id) => unitName(id, units))) })}`}
          </li>
        ))}
      </ul>
    </>
  );
}

const unitName = (id: string, units: Map<string, ForceUnit>): string => {
  const unit = units.get(id);
  return unit ? `${unit.forceElement} (${partyName(unit.nation)})` : id;
};
