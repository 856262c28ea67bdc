import { h, typed } from '../dom.js';
import { dateTime, words } from '../format.js';
import { partyName } from '../parties.js';
import { changes } from './changes.js';

/** "ukraine-support.pledge.announced" → "Pledge announced". */
const eventName = (type) => words(type.replace(/^ukraine-support\./, '').replace(/[.-]/g, ' '));

const who = (actor) => (actor?.role ? [words(actor.role), actor.party && partyName(actor.party)].filter(Boolean).join(', ') : 'The register');

/** What happened to a pledge, newest first, with the start of each entry's hash. */
export function history({ items, chain, complete }) {
  const entries = [...items].sort((a, b) => b.version - a.version);
  const said = changes(items);
  return h('section', { class: 'history' },
    h('h3', {}, 'History'),
    h('p', { class: 'hint' }, chain?.intact
      ? 'Every entry is sealed with the hash of the one before it. The seal was checked just now and holds.'
      : h('strong', { class: 'trouble-text' }, `The seal does not hold from version ${chain?.firstBroken ?? '?'} on: the record was changed afterwards.`)),
    h('ol', { class: 'events', reversed: true }, entries.map((entry) => h('li', { 'data-key': entry.version, 'data-version': entry.version },
      h('p', {}, h('strong', {}, eventName(entry.type)), ' ', h('code', { title: `hash ${entry.hash}\nafter ${entry.previousHash}` }, (entry.hash ?? '').slice(0, 8))),
      said.get(entry.version).map((line) => h('p', { class: 'change' }, typed(line))),
      entry.reason && h('p', {}, typed(entry.reason)),
      h('p', { class: 'hint' }, `${who(entry.actor)} · ${dateTime(entry.at)} · version ${entry.version}`)))),
    !complete && h('p', { class: 'hint' }, 'Later entries are in the public interface of the register.'));
}
