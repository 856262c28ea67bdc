import { h, typed } from '../dom.js';
import { dateTime, exact, measure, month, months, quantity } from '../format.js';
import { partyName } from '../parties.js';
import { gapStatuses } from '../words.js';
import { capabilityName, disclosure, evidence, status } from './bits.js';
import { coverage, isDemo } from './gaps.js';
import { history } from './history.js';
import { allocatedFrom, chainBadge, facts, part, substitutes } from './parts.js';
import { table } from './table.js';

/** A gap: what is missing month by month, who fills it, who was asked. `flow` is what came and is forecast of the capability. */
export function gap({ item, flow, history: past }, { catalog }) {
  return [
    h('p', { class: 'over' }, 'Gap that US deliveries leave'),
    h('h2', { id: 'detail-title' }, `${catalog.get(item.capability)?.name ?? item.capability}, ${months(item.from, item.to)}`),
    h('p', { class: 'badges' }, status(item.status, gapStatuses), disclosure(item.disclosure), isDemo(item) && evidence('demo'), past && chainBadge(past.chain)),
    facts([
      ['Capability', capabilityName(item.capability, catalog)],
      ['Missing', [measure(item.shortfall, item.unit), item.unit !== 'EUR' && item.shortfallEur !== null && `, worth ${measure(item.shortfallEur, 'EUR')}`]],
      ['Priority', String(item.priority)],
      ['Risk', typed(item.risk)],
      ['Substitutes', substitutes(item, catalog)],
      ['Found', dateTime(item.openedAt)],
      ['How the expectation was made', typed(flow?.method)],
      ['Rests on', item.sources.map((source, n) => [n > 0 && '; ', typed(source)])],
    ]),
    part('Coverage', h('div', { class: 'coverage' }, coverage(item))),
    item.months.length > 0 && part(`Month by month, in ${item.unit}`, monthTable(item, flow), flow && h('p', { class: 'hint' }, flow.forecastMethod)),
    allocatedFrom(item),
    item.solicitations.length > 0 && part('Who was asked', item.solicitations.map((round) => asked(round, item.unit))),
    past && history(past),
  ];
}

function monthTable(item, flow) {
  const came = new Map(flow?.months.map((row) => [row.month, row]));
  const amount = (name, value, extra) => ({ name, numeric: true, cell: (row) => [h('span', { 'data-field': name.toLowerCase(), 'data-value': value(row) }, quantity(value(row), item.unit)), extra?.(row)] });
  const columns = [
    { name: 'Month', main: true, cell: (row) => month(row.month) },
    amount('Expected', (row) => row.expected),
    amount('Delivered', (row) => row.expected - row.shortfall, (row) => came.get(row.month)?.delivered === null && h('small', {}, 'forecast')),
    amount('Missing', (row) => row.shortfall),
    amount('Covered', (row) => row.covered, (row) => row.allies.length > 0 && h('small', {}, row.allies.map((ally) => partyName(ally.donor)).join(', '))),
    amount('Late', (row) => row.coveredLate),
    amount('Open', (row) => row.open),
  ];
  return table({ caption: `Month by month, in ${item.unit}`, columns, rows: item.months, key: (row) => row.month, kind: 'small' });
}

function asked(round, unit) {
  return h('div', { 'data-key': round.n },
    h('p', { class: 'hint' }, `Answers by ${dateTime(round.deadline)}`),
    h('ul', {}, round.donors.map((donor) => h('li', {}, h('strong', {}, partyName(donor.donor)), ` ${exact(donor.quantity, unit)} `, status(donor.status)))));
}
