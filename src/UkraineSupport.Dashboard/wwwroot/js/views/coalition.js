import { h, render } from '../dom.js';
import { date, quantity, words } from '../format.js';
import { bar, disclosure, evidence, party } from './bits.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);

/** Shows whether the coalition's force would stand if a ceasefire came today: serial by serial, of what the reader may see. */
export function showCoalition({ coalition }) {
  if (!coalition) {
    render(at('coalition-verdict'));
    render(at('coalition-list'), empty('Nothing of the force is public.', 'What nations release of it appears here. With a token you see what your ministry may see.'));
    return;
  }
  const { balance, dDay } = coalition;
  const force = balance.sums.find((sum) => !sum.phase && !sum.domain);
  const missing = balance.serials.filter((line) => line.serial.critical && line.missing > 0);
  render(at('coalition-verdict'), h('p', { class: 'lead', 'data-field': 'stands', 'data-value': String(balance.wouldStand) },
    balance.wouldStand ? h('strong', {}, 'It would stand. ') : h('strong', {}, `It would not stand: ${missing.length} critical ${missing.length === 1 ? 'serial is' : 'serials are'} not filled. `),
    `With a ceasefire on ${date(dDay)}: ${quantity(force.required - force.missing)} of ${quantity(force.required)} persons, each serial on its own first day.`));
  const rows = [...balance.serials].sort((a, b) => b.serial.critical - a.serial.critical || (b.missing > 0) - (a.missing > 0) || a.serial.id.localeCompare(b.serial.id));
  render(at('coalition-list'),
    table({ caption: "Serials of the coalition's force", columns, rows, key: (line) => line.serial.id, kind: 'coalition' }),
    dependence(balance.dependence));
}

const unit = ({ serial }) => (serial.count === null ? 'persons' : 'units');

const columns = [
  { name: 'Serial', main: true, cell: ({ serial, day }) => [
    h('span', {}, `${serial.id} – ${serial.forceElement}`), ' ', serial.critical && h('span', { class: 'badge', title: 'The force does not stand without it' }, 'critical'), ' ',
    disclosure(serial.disclosure), serial.forceElement.includes('(demo)') && evidence('demo'),
    h('small', {}, `${words(serial.domain)}, from ${date(day)} for ${serial.sustainMonths} months`)] },
  { name: 'Required', numeric: true, cell: (line) => h('span', { 'data-value': line.required }, `${quantity(line.required)} ${unit(line)}`) },
  { name: 'Offered, accepted, ready, usable', wide: true, cell: fill },
  { name: 'Missing', numeric: true, cell: ({ missing }) => h('span', { 'data-field': 'missing', 'data-value': missing, class: missing > 0 ? 'late' : 'zero' }, quantity(missing)) },
  { name: 'Rests on', cell: ({ contributions }) => h('span', {}, contributions.length === 0 ? '–' : nations(contributions).map((nation, n) => [n > 0 && ', ', party(nation)])) },
];

function fill(line) {
  const layers = [['offered', 'committed'], ['accepted', 'committed'], ['ready', 'committed'], ['usable', 'received']];
  return [
    bar([{ value: line.ready, name: 'ready', kind: 'committed' }, { value: line.usable, name: 'usable', kind: 'received' }], line.required, unit(line)),
    h('small', { class: 'legend' }, layers.map(([name, kind]) => h('span', { 'data-field': name, 'data-value': line[name] }, h('i', { class: kind }), `${quantity(line[name])} ${name}`))),
  ];
}

function dependence(shares) {
  const above = shares.filter((share) => share.aboveCeiling);
  if (above.length === 0) return null;
  return h('p', { class: 'hint' }, 'More than half from one nation: ', above.map((share, n) => [
    n > 0 && '; ', share.domain ? words(share.domain) : 'the whole force', ' ', party(share.nation), ` ${Math.round(share.share * 1000) / 10} %`]), '.');
}

const nations = (contributions) => [...new Set(contributions.map(({ nation }) => nation))].sort();
