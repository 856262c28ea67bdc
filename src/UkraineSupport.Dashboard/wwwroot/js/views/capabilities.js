import { fillSelect, h, render } from '../dom.js';
import { words } from '../format.js';
import { partyName } from '../parties.js';
import { state } from '../state.js';
import { chain, chainMeaning } from '../words.js';
import { bar, capabilityName, figure } from './bits.js';
import { cleared } from './overview.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);

export function showCapabilities({ catalog, rows }) {
  const areas = [...new Set([...catalog.values()].map((entry) => entry.area))].sort();
  const donors = [...new Set(rows.map((row) => row.donor))].sort((a, b) => partyName(a).localeCompare(partyName(b)));
  fillSelect(at('area'), [['', 'All areas'], ...areas.map((area) => [area, words(area)])], state.area);
  fillSelect(at('donor'), [['', 'All donors'], ...donors.map((donor) => [donor, partyName(donor)])], state.donor);

  const shown = rows.filter((row) => (!state.donor || row.donor === state.donor)
    && (!state.area || catalog.get(row.capability)?.area === state.area));
  const lines = perCapability(shown, [...catalog.keys()]);
  render(at('capability-table'), lines.length > 0 ? chainTable(lines, catalog) : nothing(rows.length === 0));
}

/** One row a capability. Donors of one capability have one unit, so their figures may be added; nothing else is. */
function perCapability(rows, order) {
  const lines = new Map();
  for (const row of rows) {
    const line = lines.get(row.capability) ?? { capability: row.capability, unit: row.unit, pledges: 0, donors: 0 };
    lines.set(row.capability, line);
    line.pledges += row.pledges;
    line.donors += 1;
    for (const field of chain) line[field] = (line[field] ?? 0) + row[field];
  }
  return [...lines.values()].sort((a, b) => order.indexOf(a.capability) - order.indexOf(b.capability));
}

function chainTable(lines, catalog) {
  const filter = (line) => ({ ...cleared, pledgeCapability: line.capability, pledgeDonor: state.donor });
  const columns = [
    { name: 'Capability', main: true, cell: (line) => [
      h('a', { href: '#overview', 'data-choose': JSON.stringify({ capability: line.capability }) }, capabilityName(line.capability, catalog)),
      h('small', {}, `${line.unit} · ${line.donors} ${line.donors === 1 ? 'donor' : 'donors'}`)] },
    ...chain.map((field) => ({
      name: words(field), title: chainMeaning[field], numeric: true, cell: (line) => figure(line[field], line.unit, filter(line), field),
    })),
    { name: 'Progress', title: 'Committed, delivered and received as parts of what was announced', wide: true, cell: (line) => bar([
      { value: line.committed, name: 'committed', kind: 'committed' },
      { value: line.delivered, name: 'delivered', kind: 'delivered' },
      { value: line.received, name: 'received', kind: 'received' }], line.pledged, line.unit) },
  ];
  return table({ caption: 'Ledgers of every capability', columns, rows: lines, key: (line) => line.capability, kind: 'chain' });
}

const nothing = (none) => (none
  ? empty('No pledges yet.', 'The table fills by itself as pledges are announced.')
  : empty('No pledge matches this area and donor.', 'Choose another area or donor.'));
