import { fillSelect, h, render, typed } from '../dom.js';
import { date, exact, measure, words } from '../format.js';
import { partyName } from '../parties.js';
import { cursors, state } from '../state.js';
import { kinds, pledgeStatuses } from '../words.js';
import { bar, capabilityName, disclosure, evidence, party, status } from './bits.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);

export function showPledges({ catalog, rows, pledges }) {
  const donors = [...new Set(rows.map((row) => row.donor))].sort((a, b) => partyName(a).localeCompare(partyName(b)));
  fillSelect(at('pledge-donor'), [['', 'All donors'], ...donors.map((donor) => [donor, partyName(donor)])], state.pledgeDonor);
  fillSelect(at('pledge-kind'), [['', 'All kinds'], ...kinds.map((kind) => [kind, words(kind)])], state.pledgeKind);
  fillSelect(at('pledge-capability'), [['', 'All capabilities'], ...[...catalog.values()].map((entry) => [entry.code, entry.name])], state.pledgeCapability);
  fillSelect(at('pledge-status'), [['', 'All statuses'], ...Object.keys(pledgeStatuses).map((name) => [name, words(name)])], state.pledgeStatus);
  const filtered = Boolean(state.pledgeDonor || state.pledgeKind || state.pledgeCapability || state.pledgeStatus);
  at('pledge-clear').hidden = !filtered;

  render(at('pledge-list'), pledges.items.length > 0
    ? table({ caption: 'Pledges', columns: columns(catalog), rows: pledges.items, key: (row) => row.id, kind: 'pledges' })
    : nothing(filtered));
  showPages(pledges);
}

/** Nothing more comes of these. */
const OVER = ['Declined', 'Withdrawn', 'Expired'];

const columns = (catalog) => [
  { name: 'Donor', cell: (pledge) => party(pledge.donor) },
  { name: 'Pledge', main: true, cell: (pledge) => [
    h('a', { href: `#pledge/${encodeURIComponent(pledge.id)}` }, typed(pledge.title)),
    h('small', {}, words(pledge.kind), ' ', pledge.evidence && evidence(pledge.evidence.level), disclosure(pledge.disclosure))] },
  { name: 'Pledged', cell: (pledge) => h('ul', { class: 'lines' }, pledge.lines.map((line) => h('li', {},
    h('span', { title: exact(line.pledged, line.unit) }, measure(line.pledged, line.unit)), h('small', {}, capabilityName(line.capability, catalog))))) },
  { name: 'Progress', wide: true, cell: (pledge) => (OVER.includes(pledge.status) ? '–' : pledge.lines.map((line) => bar([
    { value: line.committed, name: 'committed', kind: 'committed' },
    { value: line.delivered, name: 'delivered', kind: 'delivered' },
    { value: line.received, name: 'received', kind: 'received' }], line.pledged, line.unit))) },
  { name: 'Announced', cell: (pledge) => date(pledge.announcedAt) },
  { name: 'Status', cell: (pledge) => status(pledge.status) },
];

function showPages(pledges) {
  const first = cursors.length === 1;
  if (first && !pledges.cursor) return render(at('pledge-pages'), h('p', {}, pledges.items.length > 0 ? `${pledges.items.length} pledges` : ''));
  render(at('pledge-pages'),
    h('button', { type: 'button', 'data-page': 'previous', disabled: first }, 'Previous'),
    h('p', { 'aria-live': 'polite' }, `Page ${cursors.length}`),
    h('button', { type: 'button', 'data-page': 'next', disabled: !pledges.cursor }, 'Next'));
}

const nothing = (filtered) => (filtered
  ? empty('No pledge matches these filters.', 'Choose fewer of them, or clear them all.')
  : empty('No pledges yet.', 'As soon as a donor announces a pledge, it appears here by itself.'));
