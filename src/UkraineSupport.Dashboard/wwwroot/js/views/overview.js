import { fillSelect, h, render } from '../dom.js';
import { exact, measure, percent, words } from '../format.js';
import { state } from '../state.js';
import { chain, chainMeaning, ledgers } from '../words.js';
import { figure, party } from './bits.js';
import { drawChart } from './chart.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);

/** The capability on show: the chosen one, else the goods that most donors have pledged. Money is shown on request. */
export function shownCapability(rows) {
  if (state.capability) return state.capability;
  const donors = new Map();
  for (const row of rows) donors.set(row.capability, (donors.get(row.capability) ?? 0) + (row.unit === 'EUR' ? 0 : 1));
  return [...donors].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))[0]?.[0] ?? '';
}

export function showOverview({ catalog, rows }) {
  const code = shownCapability(rows);
  const name = catalog.get(code)?.name ?? code;
  const own = rows.filter((row) => row.capability === code).sort((a, b) => b.pledged - a.pledged || a.donor.localeCompare(b.donor));
  const unit = own[0]?.unit ?? catalog.get(code)?.unit ?? '';

  const offered = new Set(rows.map((row) => row.capability));
  const options = [...catalog.values()].filter((entry) => offered.has(entry.code) || entry.code === code);
  fillSelect(at('overview-capability'), options.map((entry) => [entry.code, entry.name]), code);

  const nothing = own.length === 0;
  at('ledgers').hidden = nothing;
  at('chart').hidden = nothing;
  document.querySelector('.chart-head').hidden = nothing;
  document.querySelector('.alternative').hidden = nothing;
  render(at('chart-empty'), nothing
    ? empty(code ? `Nothing has been pledged yet for ${name}.` : 'Nothing has been pledged yet.', 'As soon as a donor announces a pledge, it appears here by itself.')
    : []);
  if (nothing) return;

  showLedgers(own, unit, code);
  at('chart-title').textContent = `${name}, by donor (${unit})`;
  drawChart(at('chart'), own, unit);
  showTable(own, unit, name, catalog);
}

function showLedgers(own, unit, code) {
  const sum = (field) => own.reduce((total, row) => total + row[field], 0);
  const announced = sum('pledged');
  render(at('ledgers'), ledgers.map(({ field, name, meaning }) => {
    const value = sum(field);
    const donors = own.filter((row) => row[field] > 0).length;
    return h('li', { class: field, 'data-ledger': field, 'data-value': value },
      h('h3', {}, name),
      h('p', { class: 'amount', title: exact(value, unit) }, measure(value, unit)),
      h('span', { class: 'bar', 'aria-hidden': 'true' }, h('span', { class: field, style: `width: ${percent(value, announced).toFixed(2)}%` })),
      h('p', { class: 'share' }, value === 0 ? 'none yet' : `${donors} ${donors === 1 ? 'donor' : 'donors'}`,
        value > 0 && [' · ', h('a', { href: '#pledges', 'data-choose': JSON.stringify({ ...cleared, pledgeCapability: code }) }, 'pledges', h('span', { class: 'unseen' }, ` behind ${name}`))]),
      h('p', { class: 'meaning' }, meaning));
  }));
}

export const cleared = { pledgeDonor: '', pledgeKind: '', pledgeCapability: '', pledgeStatus: '' };

function showTable(own, unit, name) {
  const columns = [
    { name: 'Donor', main: true, cell: (row) => party(row.donor) },
    ...chain.map((field) => ({
      name: words(field), title: chainMeaning[field], numeric: true,
      cell: (row) => figure(row[field], unit, { ...cleared, pledgeCapability: row.capability, pledgeDonor: row.donor }, `${field} by ${row.donor}`),
    })),
  ];
  render(at('chart-table'), table({ caption: `${name} by donor, in ${unit}`, columns, rows: own, key: (row) => row.donor }));
}
