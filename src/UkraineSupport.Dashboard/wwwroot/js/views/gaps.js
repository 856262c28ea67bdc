import { h, render } from '../dom.js';
import { exact, measure, months, quantity } from '../format.js';
import { gapStatuses } from '../words.js';
import { bar, capabilityName, disclosure, evidence, party, status } from './bits.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);

/** Shows what US deliveries leave missing, what is open of it first. */
export function showGaps({ catalog, gaps }) {
  if (gaps.items.length === 0) {
    render(at('gap-list'), empty('No gap is known.', 'Gaps appear here when deliveries from the United States fall short of what was expected, in this month or a coming one.'));
    return;
  }
  const weight = (gap) => gap.open / (gap.shortfall || 1);
  const rows = [...gaps.items].sort((a, b) => (b.open > 0) - (a.open > 0) || a.priority - b.priority || weight(b) - weight(a) || a.id.localeCompare(b.id));
  render(at('gap-list'), table({ caption: 'Gaps that US deliveries leave', columns: columns(catalog), rows, key: (row) => row.id, kind: 'gaps' }),
    gaps.cursor && h('p', { class: 'hint' }, `The newest ${rows.length} are shown.`));
}

const columns = (catalog) => [
  { name: 'Capability', main: true, cell: (gap) => [h('a', { href: `#gap/${encodeURIComponent(gap.id)}` }, capabilityName(gap.capability, catalog)), ' ', disclosure(gap.disclosure), isDemo(gap) && evidence('demo'),
    h('small', {}, months(gap.from, gap.to))] },
  { name: 'Missing', numeric: true, cell: (gap) => h('span', { title: exact(gap.shortfall, gap.unit), 'data-value': gap.shortfall },
    measure(gap.shortfall, gap.unit), gap.unit !== 'EUR' && gap.shortfallEur !== null && h('small', {}, measure(gap.shortfallEur, 'EUR'))) },
  { name: 'Covered by allies', wide: true, cell: coverage },
  { name: 'Allies', cell: (gap) => h('span', {}, gap.allies.length === 0 ? '–' : gap.allies.map((ally, n) => [
    n > 0 && ', ', h('span', { title: exact(ally.covered, gap.unit) }, party(ally.donor))])) },
  { name: 'Status', cell: (gap) => status(gap.status, gapStatuses) },
];

/** Whether it rests on something that says of itself that it is a scenario. */
export const isDemo = (gap) => gap.sources.some((source) => source.includes('(demo)'));

export function coverage(gap) {
  return [
    bar([{ value: gap.covered, name: 'covered', kind: 'committed' }], gap.shortfall, gap.unit),
    h('small', { class: 'legend' },
      h('span', { 'data-field': 'covered', 'data-value': gap.covered }, h('i', { class: 'committed' }), quantity(gap.covered, gap.unit), ' covered'),
      h('span', { 'data-field': 'open', 'data-value': gap.open }, h('i', { class: 'open' }), quantity(gap.open, gap.unit), ' open')),
  ];
}
