import { fillSelect, h, render, typed } from '../dom.js';
import { date, exact, measure, quantity, words } from '../format.js';
import { state } from '../state.js';
import { requirementStatuses } from '../words.js';
import { bar, capabilityName, disclosure, evidence, status } from './bits.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);
/** So many are shown until the reader asks for the others. */
const FIRST = 10;
let all = false;
const DONE = ['Filled', 'Closed', 'Rejected', 'Cancelled'];

/** Shows the requirements beyond the first ones, or hides them again. */
export function toggleAll() {
  all = !all;
}

export function showRequirements({ catalog, requirements, now }) {
  fillSelect(at('need-capability'), [['', 'All capabilities'], ...[...catalog.values()].map((entry) => [entry.code, entry.name])], state.needCapability);
  fillSelect(at('need-status'), [['', 'All statuses'], ...Object.keys(requirementStatuses).map((name) => [name, words(name)])], state.needStatus);
  if (requirements.items.length === 0) {
    const filtered = state.needCapability || state.needStatus;
    render(at('requirement-list'), filtered
      ? empty('No requirement matches these filters.', 'Choose another capability or status.')
      : empty('No requirements are public yet.', 'They appear here once Ukraine has filed them.'));
    return;
  }
  const rows = [...requirements.items].sort((a, b) => a.priority - b.priority || a.requiredBy.localeCompare(b.requiredBy) || a.id.localeCompare(b.id));
  const shown = all ? rows : rows.slice(0, FIRST);
  render(at('requirement-list'), table({ caption: 'Requirements of Ukraine', columns: columns(catalog, now), rows: shown, key: (row) => row.id, kind: 'needs' }),
    rows.length > FIRST && h('button', { type: 'button', 'data-more': 'requirements' }, all ? 'Show the most urgent only' : `Show all ${rows.length} requirements`),
    requirements.cursor && h('p', { class: 'hint' }, `The first ${rows.length} are shown. Choose a capability or a status to see the others.`));
}

const columns = (catalog, now) => [
  { name: 'Priority', cell: ({ priority }) => h('span', { class: `priority p${priority}` }, priority) },
  { name: 'Requirement', main: true, cell: (need) => [
    h('a', { href: `#requirement/${encodeURIComponent(need.id)}` }, typed(need.title)),
    h('small', {}, capabilityName(need.capability, catalog), ' ', disclosure(need.disclosure), need.evidence?.level === 'demo' && evidence('demo'))] },
  { name: 'Needed', numeric: true, cell: (need) => h('span', { title: exact(need.quantity, need.unit), 'data-value': need.quantity }, measure(need.quantity, need.unit)) },
  { name: 'Coverage', wide: true, cell: coverage },
  { name: 'Needed by', cell: (need) => due(need, now) },
  { name: 'Status', cell: (need) => status(need.status) },
];

/** Bar and words: received and allocated as parts of what is needed, and what is open. */
export function coverage(need) {
  return [
    bar([
      { value: need.allocated, name: 'allocated', kind: 'committed' },
      { value: need.received, name: 'received', kind: 'received' }], need.quantity, need.unit),
    h('small', { class: 'legend' },
      h('span', { 'data-field': 'received', 'data-value': need.received }, h('i', { class: 'received' }), quantity(need.received, need.unit), ' received'),
      h('span', { 'data-field': 'allocated', 'data-value': need.allocated }, h('i', { class: 'committed' }), quantity(need.allocated, need.unit), ' allocated'),
      h('span', { 'data-field': 'open', 'data-value': need.open }, h('i', { class: 'open' }), quantity(need.open, need.unit), ' open')),
  ];
}

export function due(need, now) {
  const late = !DONE.includes(need.status) && new Date(`${need.requiredBy.slice(0, 10)}T23:59:59Z`) < now;
  return h('span', { class: late ? 'late' : null }, date(need.requiredBy), late && ' (overdue)');
}
