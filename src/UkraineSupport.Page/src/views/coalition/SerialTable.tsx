import type { SerialLine } from '../../api/types';
import { Link, type Query } from '../../app/routing';
import { day, figure } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Bar, Legend } from '../../parts/Bar';
import { DisclosureBadge, EvidenceBadge } from '../../parts/Badges';
import { PartyLink } from '../../parts/catalog';
import { Figure, Quantity, Typed, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import { byUrgency, isDemo, nationsOf, segmentsOf, steps, unitOf } from './force';

/** Each serial on its own first day: what is required, how far what was offered has come, what is missing. */
export function SerialTable({ lines, query }: { lines: SerialLine[]; query: Query }) {
  return (
    <>
      <Legend segments={segmentsOf({ offered: 0, accepted: 0, ready: 0, usable: 0 })} />
      <Table
        name="serials"
        caption={t('coalition.serials')}
        rows={[...lines].sort(byUrgency)}
        rowKey={({ serial }) => serial.id}
        columns={[
          {
            id: 'serial',
            name: t('coalition.serial'),
            main: true,
            value: ({ serial }) => serial.id,
            cell: (line) => <Name line={line} query={query} />,
          },
          {
            id: 'required',
            name: t('coalition.required'),
            numeric: true,
            cell: ({ serial, required }) => <Quantity value={required} unit={unitOf(serial)} field="required" />,
          },
          {
            id: 'fill',
            name: t('coalition.fill'),
            hint: t('coalition.fillHint'),
            wide: true,
            cell: (line) => <Fill line={line} />,
          },
          {
            id: 'missing',
            name: t('gap.missing'),
            numeric: true,
            cell: ({ serial, missing }) => (
              <span class={missing > 0 ? 'late' : ''}>
                <Figure value={missing} unit={unitOf(serial)} field="missing" />
              </span>
            ),
          },
          {
            id: 'restsOn',
            name: t('coalition.restsOn'),
            cell: (line) =>
              nationsOf(line).length === 0 ? (
                <Unknown />
              ) : (
                nationsOf(line).map((nation, at) => (
                  <span key={nation}>
                    {at > 0 && ', '}
                    <PartyLink code={nation} />
                  </span>
                ))
              ),
          },
        ]}
        sheet={{
          rows: (shown) => shown,
          columns: {
            serial: ({ serial }) => serial.id,
            forceElement: ({ serial }) => serial.forceElement,
            phase: ({ serial }) => serial.phase,
            domain: ({ serial }) => serial.domain,
            critical: ({ serial }) => serial.critical,
            day: (line) => line.day,
            unit: ({ serial }) => unitOf(serial),
            required: (line) => line.required,
            offered: (line) => line.offered,
            accepted: (line) => line.accepted,
            ready: (line) => line.ready,
            usable: (line) => line.usable,
            missing: (line) => line.missing,
            doubleHatted: (line) => line.doubleHatted,
            nations: (line) => nationsOf(line).join(' '),
            disclosure: ({ serial }) => serial.disclosure,
          },
        }}
      />
    </>
  );
}

function Name({ line: { serial, day: first }, query }: { line: SerialLine; query: Query }) {
  return (
    <>
      <Link to={`coalition/serials/${serial.id}`} query={query}>
        {serial.id} <Typed>{serial.forceElement}</Typed>
      </Link>
      <small>
        {t(`domain.${serial.domain}`)}, {t('coalition.fromFor', { day: day(first), n: serial.sustainMonths })}
      </small>
      <small>
        {serial.critical && <Critical />} <DisclosureBadge level={serial.disclosure} />{' '}
        {isDemo(serial.forceElement) && <EvidenceBadge level="demo" />}
      </small>
    </>
  );
}

export const Critical = () => (
  <span class="badge" title={t('coalition.criticalMeaning')}>
    {t('coalition.critical')}
  </span>
);

/** How far it has come: the bar of its parts, and the chain in numbers, each a part of the one before. */
function Fill({ line }: { line: SerialLine }) {
  return (
    <>
      <Bar segments={segmentsOf(line)} total={Math.max(line.required, line.offered)} unit={unitOf(line.serial)} />
      <Chain line={line} />
    </>
  );
}

export const Chain = ({ line }: { line: SerialLine }) => (
  <small>
    {[...steps].reverse().map((step, at) => (
      <span key={step}>
        {at > 0 && ' ≥ '}
        <span data-field={step} data-value={line[step]}>
          {figure(line[step])} {t(`coalition.chain.${step}`)}
        </span>
      </span>
    ))}
  </small>
);
