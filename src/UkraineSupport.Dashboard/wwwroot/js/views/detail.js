import { h, render, typed } from '../dom.js';
import { date, dateTime, exact, measure, quantity, webAddress, words } from '../format.js';
import { partyName } from '../parties.js';
import { chain, chainMeaning } from '../words.js';
import { capabilityName, disclosure, evidence, figure, status } from './bits.js';
import { gap } from './gap.js';
import { history } from './history.js';
import { allocatedFrom, chainBadge, facts, part, substitutes } from './parts.js';
import { coverage, due } from './requirements.js';
import { empty, table } from './table.js';

const at = (id) => document.getElementById(id);

/** Shows what the address points at in the drawer. `shown` is { type, item, history, flow } or { type, missing: true }. */
export function showDetail(shown, context) {
  render(at('detail-body'), shown.missing ? missing(shown) : views[shown.type](shown, context));
}

const missing = ({ type }) => [h('h2', { id: 'detail-title' }, 'Not found'),
  empty(`This ${type} is not in the register, or not for you to see.`, 'If your ministry should see it, use its access token.')];

function source(given) {
  if (!given) return 'none given';
  const { level, url } = given;
  const address = webAddress(url);
  return [evidence(level), address ? [' ', h('a', { href: address, rel: 'noopener noreferrer nofollow', target: '_blank' }, address.replace(/^https?:\/\//, ''), h('span', { class: 'unseen' }, ' (opens in a new tab)'))] : level === 'demo' ? ' invented for the demonstration' : ' no address given'];
}

function pledge({ item, history: past }, { catalog, requirements }) {
  return [
    h('p', { class: 'over' }, `${partyName(item.donor)} · ${words(item.kind)}`),
    h('h2', { id: 'detail-title' }, typed(item.title)),
    h('p', { class: 'badges' }, status(item.status), disclosure(item.disclosure), past && chainBadge(past.chain)),
    facts([
      ['Source', source(item.evidence)],
      ['Announced', date(item.announcedOn)],
      ['Entered here', dateTime(item.announcedAt)],
      ['Offer valid until', date(item.validUntil)],
      ['Way of giving', words(item.modality)],
      ['Agreement', item.agreement],
      ['Commitment', item.commitment && [typed(item.commitment.instrument), ', ', typed(item.commitment.legalReference), `, signed ${date(item.commitment.signedOn)}`]],
    ]),
    item.conditions?.length > 0 && part('Conditions', h('ul', {}, item.conditions.map((condition) => h('li', {}, typed(condition.text),
      condition.othersReach && ` (counts once others reach ${condition.othersReach} for ${condition.capability})`)))),
    item.caveats?.length > 0 && part('Caveats', h('ul', {}, item.caveats.map((caveat) => h('li', {}, typed(caveat.text), caveat.blocking && h('strong', {}, ' Blocking.'))))),
    part('Lines', item.lines.map((line) => pledgeLine(line, catalog))),
    part('Allocations', item.allocations?.length > 0 ? allocations(item, (id) => requirements.items.find((need) => need.id === id)?.title) : h('p', {}, 'Nothing is reserved for a requirement or a gap yet.')),
    part('Deliveries', item.deliveries?.length > 0 ? deliveries(item) : h('p', {}, 'No tranche is planned yet.')),
    past && history(past),
  ];
}

function pledgeLine(line, catalog) {
  const entry = catalog.get(line.capability);
  const extra = [
    line.training && [line.training.course, line.training.location && `in ${partyName(line.training.location)}`].filter(Boolean).join(' '),
    line.drone && `${words(line.drone.class)} drone, ${line.drone.rangeBand ?? '?'} range, ${line.drone.payloadBand ?? '?'} payload`,
    line.unitValue && line.unit !== 'EUR' && `${line.currency ?? ''} ${line.unitValue.toLocaleString('en-GB')} each (${line.valuationBasis})`,
    line.deliverBy && `to be delivered by ${date(line.deliverBy)}`,
  ].filter(Boolean).join(' · ');
  return h('div', { class: 'pledge-line', 'data-key': line.line },
    h('h4', {}, capabilityName(line.capability, catalog), entry && h('small', { lang: 'nl' }, entry.nameNl)),
    h('p', { class: 'hint' }, extra),
    h('ol', { class: 'steps' }, chain.map((field) => h('li', { title: chainMeaning[field], class: line[field] > 0 ? 'some' : 'none', 'data-field': field },
      h('span', {}, words(field)), h('strong', {}, figure(line[field], line.unit))))),
    h('p', { class: 'hint' }, line.unit === 'EUR' ? 'in euros' : `in ${line.unit}`));
}

const unitOf = (item, number) => item.lines.find((line) => line.line === number)?.unit ?? '';

/** What of the pledge is reserved for which requirement or gap; `titleOf` knows the requirements on the page. */
function allocations(item, titleOf) {
  const columns = [
    { name: 'Goes to', main: true, cell: (row) => (row.gap
      ? h('a', { href: `#gap/${encodeURIComponent(row.gap)}` }, 'A gap that US deliveries leave')
      : h('a', { href: `#requirement/${encodeURIComponent(row.requirement)}` }, titleOf(row.requirement) ?? `Requirement ${row.requirement}`)) },
    { name: 'Quantity', numeric: true, cell: (row) => h('span', { 'data-value': row.quantity }, measure(row.quantity, unitOf(item, row.line))) },
    { name: 'Counts for', numeric: true, title: 'After the factor of a substitute', cell: (row) => (row.credit === row.quantity ? 'in full' : quantity(row.credit)) },
    { name: 'Status', cell: (row) => words(row.status) },
  ];
  return table({ caption: 'Allocations', columns, rows: item.allocations, key: (row) => row.id, kind: 'small' });
}

function deliveries(item) {
  return h('ol', { class: 'deliveries' }, item.deliveries.map((delivery) => {
    const unit = unitOf(item, delivery.line);
    return h('li', { 'data-key': delivery.n },
      h('p', {}, h('strong', {}, `Tranche ${delivery.n}: ${measure(delivery.quantity, unit)}`), ' ', status(delivery.status), delivery.late && h('span', { class: 'badge late-mark' }, 'late')),
      h('p', { class: 'hint' }, `due ${date(delivery.due)}`, delivery.waybill && [' · waybill ', typed(delivery.waybill)],
        delivery.received !== null && delivery.received !== undefined && ` · received ${exact(delivery.received, unit)}`,
        delivery.returned > 0 && ` · returned ${exact(delivery.returned, unit)}`),
      delivery.discrepancy && h('p', { class: 'discrepancy' }, 'Difference: ', typed(delivery.discrepancy)),
      h('ol', { class: 'trail' }, delivery.history.map((step) => h('li', { title: dateTime(step.at) }, words(step.status)))));
  }));
}

function requirement({ item }, { catalog, now }) {
  return [
    h('p', { class: 'over' }, 'Requirement of Ukraine'),
    h('h2', { id: 'detail-title' }, typed(item.title)),
    h('p', { class: 'badges' }, status(item.status), disclosure(item.disclosure), item.evidence && evidence(item.evidence.level)),
    facts([
      ['Capability', capabilityName(item.capability, catalog)],
      ['Needed', measure(item.quantity, item.unit)],
      ['Priority', String(item.priority)],
      ['Needed by', due(item, now)],
      ['Filed', dateTime(item.filedAt)],
      ['Substitutes', substitutes(item, catalog)],
    ]),
    part('Coverage', h('div', { class: 'coverage' }, coverage(item))),
    allocatedFrom(item),
  ];
}

const views = { pledge, requirement, gap };
