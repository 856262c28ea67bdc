import { h } from '../dom.js';
import { quantity } from '../format.js';
import { partyName } from '../parties.js';
import { table } from './table.js';

/** Names and values; those without a value are left out. */
export const facts = (pairs) => h('dl', { class: 'facts' }, pairs.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));

export const part = (title, ...content) => h('section', {}, h('h3', {}, title), content);

/** Whether the chain of hashes over the history holds. */
export const chainBadge = (proof) => (proof?.intact
  ? h('span', { class: 'badge intact', title: 'Each entry carries the hash of the one before; the chain was checked just now' }, 'History intact')
  : h('span', { class: 'badge broken' }, `History broken at version ${proof?.firstBroken ?? '?'}`));

/** What else would do, and what it counts. */
export const substitutes = ({ substitutes: others }, catalog) => (others ?? []).map((other) => `${catalog.get(other.capability)?.name ?? other.capability} (counts ${other.factor})`).join(', ');

/** Which pledges cover a requirement or gap, each in its own unit. */
export const allocatedFrom = (item) => part('Allocated from', item.allocations?.length > 0 ? covering(item) : h('p', {}, 'Nothing is allocated yet, or not for you to see.'));

function covering(item) {
  const amount = (name, field) => ({ name, numeric: true, cell: (row) => h('span', { 'data-value': row[field] }, quantity(row[field], item.unit)) });
  const columns = [
    { name: 'Pledge', main: true, cell: (row) => h('a', { href: `#pledge/${encodeURIComponent(row.pledge)}` }, `Pledge of ${partyName(row.donor)}`) },
    amount('Allocated', 'credit'), amount('Dispatched', 'dispatched'), amount('Delivered', 'delivered'), amount('Received', 'received'),
  ];
  return table({ caption: `Allocations, in ${item.unit}`, columns, rows: item.allocations, key: (row) => row.id, kind: 'small' });
}
