import { date, quantity, words } from '../format.js';

const number = (value) => quantity(value ?? 0);
const short = (type) => type.replace(/^ukraine-support\./, '');
const texts = (items) => (items ?? []).map((item) => item.text ?? item).join('; ');

/**
 * What each entry of a history changed, from what to what, by its version. Entries are read from the oldest on: what stood
 * before one is what the entries before it said.
 */
export function changes(items) {
  const said = new Map();
  const now = { terms: null, tranches: new Map(), priority: null };
  for (const entry of [...items].sort((a, b) => a.version - b.version)) {
    said.set(entry.version, (tellers[short(entry.type)] ?? nothing)(entry.data ?? {}, now).filter(Boolean));
  }
  return said;
}

const nothing = () => [];
const fromTo = (what, from, to) => (from === to ? null : from === undefined || from === null || from === '' ? `${what}: ${to}` : `${what}: ${from} → ${to || 'none'}`);

const tellers = {
  'pledge.announced': (data, now) => {
    now.terms = terms(data);
    return data.lines.map((line) => `Line ${line.line}: ${number(line.quantity)} ${line.unit} by ${date(line.deliverBy)}`);
  },
  'pledge.amended': (data, now) => {
    const [before, after] = [now.terms, terms(data)];
    now.terms = after;
    return before ? [...after.keys()].map((what) => fromTo(what, before.get(what), after.get(what))) : [];
  },
  'pledge.reviewed': (data) => [words(data.status), ...data.lines.map((line) => `Line ${line.line}: ${number(line.quantity)} accepted`)],
  'pledge.formalised': ({ commitment }) => [`${commitment.instrument}, signed ${date(commitment.signedOn)}`],
  'pledge.allocationRequested': (data) => [`Line ${data.line}: ${number(data.quantity)}`, data.despite && `Despite: ${data.despite}`],
  'pledge.allocationReduced': (data) => [`${number(data.quantity)} stay allocated`],
  'pledge.allocationMoved': (data) => [`${number(data.quantity)} go to another gap of the capability`],
  'pledge.deliveryPlanned': (data, now) => {
    now.tranches.set(data.delivery, { status: 'Planned' });
    return [`Tranche ${data.delivery}: ${number(data.quantity)}, due ${date(data.due)}`];
  },
  'pledge.deliveryStatusChanged': (data, now) => {
    const tranche = now.tranches.get(data.delivery) ?? {};
    const told = fromTo(`Tranche ${data.delivery}`, tranche.status && words(tranche.status), words(data.status));
    now.tranches.set(data.delivery, { ...tranche, status: data.status });
    return [told];
  },
  'pledge.deliveryReceipted': (data, now) => {
    const tranche = now.tranches.get(data.delivery) ?? {};
    const told = fromTo(`Tranche ${data.delivery}, received in all`, tranche.received === undefined ? null : number(tranche.received), number(data.received));
    now.tranches.set(data.delivery, { status: data.status, received: data.received });
    return [told, data.discrepancy && `Difference: ${data.discrepancy}`];
  },
  'pledge.deliverySettled': (data) => [`Tranche ${data.delivery}: ${number(data.missing)} are not owed any more`],
  'gap.opened': (data) => [`${number(sum(data.months))} missing in ${data.months.length} months`],
  'gap.widened': (data) => [fromTo('Missing', number(data.was), number(data.shortfall))],
  'gap.narrowed': (data) => [fromTo('Missing', number(data.was), number(data.shortfall))],
  'gap.assessed': (data, now) => {
    const told = fromTo('Priority', now.priority, data.priority);
    now.priority = data.priority;
    return [told];
  },
};

const sum = (months) => months.reduce((total, month) => total + month.shortfall, 0);

const terms = (data) => new Map([
  ['Title', data.title],
  ['Valid until', date(data.validUntil)],
  ['Disclosure', words(data.disclosure)],
  ['Conditions', texts(data.conditions)],
  ['Caveats', texts(data.caveats)],
  ...(data.evidence ? [['Evidence', words(data.evidence.level)]] : []),
  ...data.lines.flatMap((line) => [
    [`Line ${line.line}, quantity`, number(line.quantity)],
    [`Line ${line.line}, by`, date(line.deliverBy)],
    [`Line ${line.line}, from`, line.availableFrom ? date(line.availableFrom) : ''],
  ]),
]);
