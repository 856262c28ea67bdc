import { useState } from 'preact/hooks';
import type { Period, SerialMonths } from '../../api/types';
import { Link, type Query } from '../../app/routing';
import { exact, figure, month } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Figure, Typed } from '../../parts/Figures';
import { MonthCell } from '../../parts/MonthCell';
import { MonthHead } from '../../parts/MonthHead';
import { Table } from '../../parts/Table';
import { type Month, monthsOf, standing, standings, unitOf } from './force';

const step = { stands: 'step-0', short: 'step-1', half: 'step-3', none: 'step-4' } as const;

/** Serial by month: whether it stands, is short, or nothing of it is there. Each month leads to its serial. */
export function SerialMap({ period, query }: { period: Period; query: Query }) {
  const months = monthsOf(period);
  return (
    <>
      <figure class="heat named">
        <div class="sideways" tabIndex={0} role="region" aria-label={t('coalition.mapName')}>
          <table>
            <caption class="unseen">{t('coalition.mapName')}</caption>
            <MonthHead months={months} first={t('coalition.serial')} />
            <tbody>
              {period.serials.map((row) => (
                <Row key={row.serial.id} row={row} months={months} query={query} />
              ))}
            </tbody>
          </table>
        </div>
        <figcaption>
          <ul class="legend">
            {standings.map((value) => (
              <li key={value}>
                <i class={step[value]} aria-hidden="true" /> {t(`coalition.month.${value}`)}
              </li>
            ))}
          </ul>
        </figcaption>
      </figure>
      <Months rows={period.serials} />
    </>
  );
}

/** The map as a table: long, so it is made when somebody opens it. */
function Months({ rows }: { rows: SerialMonths[] }) {
  const [opened, open] = useState(false);
  return (
    <details class="alternative" onToggle={() => open(true)}>
      <summary>{t('chart.table')}</summary>
      {opened && <MonthTable rows={rows} />}
    </details>
  );
}

function Row({ row, months, query }: { row: SerialMonths; months: string[]; query: Query }) {
  const at = new Map(row.months.map((of) => [of.month.slice(0, 7), of]));
  const { id, forceElement } = row.serial;
  return (
    <tr data-key={id}>
      <th scope="row">
        <Link to={`coalition/serials/${id}`} query={query}>
          {id} <Typed>{forceElement}</Typed>
        </Link>
      </th>
      {months.map((value) => {
        const of = at.get(value);
        return of ? <Cell key={value} of={of} row={row} query={query} /> : <td key={value} class="none" />;
      })}
    </tr>
  );
}

function Cell({ of, row, query }: { of: Month; row: SerialMonths; query: Query }) {
  const unit = unitOf(row.serial);
  const words = t('coalition.cell', {
    month: month(of.month),
    state: t(`coalition.month.${standing(of)}`),
    missing: exact(of.missing, unit),
    required: exact(of.required, unit),
  });
  return (
    <MonthCell
      step={step[standing(of)]}
      to={`coalition/serials/${row.serial.id}`}
      query={query}
      month={of.month.slice(0, 7)}
      value={of.missing}
      shown={of.missing > 0 ? figure(-of.missing) : '✓'}
      words={words}
    />
  );
}

/** The months of serials, one row each. */
export function MonthTable({ rows }: { rows: SerialMonths[] }) {
  const all = rows.flatMap(({ serial, months }) => months.map((of) => ({ serial, of })));
  const amount = (id: 'required' | 'leastUsable' | 'missing', name: string) => ({
    id,
    name,
    numeric: true,
    value: ({ of }: (typeof all)[number]) => of[id],
    cell: ({ of, serial }: (typeof all)[number]) => <Figure value={of[id]} unit={unitOf(serial)} field={id} />,
  });
  return (
    <Table
      name="serial-months"
      caption={t('coalition.mapName')}
      rows={all}
      rowKey={({ serial, of }) => `${serial.id}/${of.month.slice(0, 7)}`}
      columns={[
        {
          id: 'month',
          name: t('column.month'),
          main: true,
          value: ({ of }) => of.month.slice(0, 7),
          cell: ({ of }) => month(of.month),
        },
        { id: 'serial', name: t('coalition.serial'), value: ({ serial }) => serial.id },
        amount('required', t('coalition.required')),
        amount('leastUsable', t('coalition.leastUsable')),
        amount('missing', t('gap.missing')),
        {
          id: 'state',
          name: t('column.status'),
          value: ({ of }) => t(`coalition.month.${standing(of)}`),
          file: ({ of }) => standing(of),
        },
      ]}
    />
  );
}
