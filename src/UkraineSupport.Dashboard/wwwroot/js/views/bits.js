import { h } from '../dom.js';
import { exact, percent, quantity, words } from '../format.js';
import { partyName } from '../parties.js';
import { evidenceMeaning, pledgeStatuses, requirementStatuses } from '../words.js';

/** A figure that leads to the pledges it was counted from. `filter` is what the list of pledges is narrowed to. */
export function figure(value, unit, filter, label) {
  const text = quantity(value, unit);
  if (!filter || value === 0) return h('span', { title: exact(value, unit), 'data-value': value, class: value === 0 ? 'zero' : null }, text);
  return h('a', {
    href: '#pledges', title: `${exact(value, unit)} – show the pledges`, 'data-value': value,
    'data-choose': JSON.stringify(filter), 'aria-label': `${text} ${label ?? ''}: show the pledges`,
  }, text);
}

/** A capability by its English name, with the Dutch one as a tooltip. */
export function capabilityName(code, catalog) {
  const entry = catalog.get(code);
  return h('span', { class: 'capability', title: entry ? `${code} · Dutch: ${entry.nameNl}` : code }, entry?.name ?? code);
}

export function party(code) {
  return h('span', { class: 'party', title: partyName(code) }, h('abbr', { title: partyName(code) }, code), ' ', h('span', { class: 'party-name' }, partyName(code)));
}

export function status(name, meanings = { ...requirementStatuses, ...pledgeStatuses }) {
  const meaning = meanings[name];
  return h('span', { class: `badge status ${name}`, title: meaning }, words(name));
}

export function evidence(level) {
  return h('span', { class: `badge ${level}`, title: evidenceMeaning[level] }, level);
}

/** Shown only for what is not public, so that a reader with a token knows what not to pass on. */
export function disclosure(value) {
  if (value === 'public') return null;
  const meaning = value === 'coalition' ? 'For members of the coalition' : 'For the donor, Ukraine and coordinators only';
  return h('span', { class: `badge ${value}`, title: meaning }, value);
}

/** A bar in layers, each part of the one before: [{ value, name, kind }], widest first. */
export function bar(layers, total, unit) {
  const text = layers.map(({ value, name }) => `${name} ${exact(value, unit)}`).join(', ');
  return h('span', { class: 'bar', role: 'img', 'aria-label': `${text}, of ${exact(total, unit)}`, title: text },
    layers.map(({ value, kind }) => h('span', { class: kind, style: `width: ${percent(value, total).toFixed(2)}%` })));
}
