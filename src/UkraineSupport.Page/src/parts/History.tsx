import type { Reading } from '../api/cache';
import type { History as Past, HistoryEntry } from '../api/types';
import { t, type TextKey } from '../i18n/language';
import { partyName } from '../i18n/names';
import { changes, typeOf } from './changes';
import { Part } from './Facts';
import { Instant, Typed } from './Figures';
import { Shown } from './States';

/** Whether the chain of hashes over the history holds. */
export function ChainBadge({ chain }: { chain: Past['chain'] }) {
  if (chain.intact)
    return (
      <span class="badge good" data-chain="intact" title={t('history.intactMeaning')}>
        {t('history.intact')}
      </span>
    );
  return (
    <span class="badge bad" data-chain="broken">
      {t('history.broken', { version: chain.firstBroken ?? '?' })}
    </span>
  );
}

/** What happened to a record, the newest first, with the start of each entry's hash. */
export function History({ reading }: { reading: Reading<Past> }) {
  return (
    <Part title={t('history.title')} lead={t('history.lead')}>
      <Shown reading={reading}>{(past) => <Entries past={past} />}</Shown>
    </Part>
  );
}

function Entries({ past }: { past: Past }) {
  return (
    <>
      {!past.chain.intact && <p class="notice trouble">{t('history.brokenMeaning')}</p>}
      <Events of={past.items} />
      {past.cursor && <p class="hint">{t('history.more')}</p>}
    </>
  );
}

/** The entries of a history that are newer than `after`, the newest first. */
export function Events({ of, after = 0 }: { of: readonly HistoryEntry[]; after?: number }) {
  const said = changes(of);
  const entries = of.filter(({ version }) => version > after).sort((a, b) => b.version - a.version);
  return (
    <ol class="events">
      {entries.map((entry) => (
        <li key={entry.version} data-version={entry.version}>
          <p>
            <strong>{eventName(entry)}</strong>{' '}
            <code title={`${entry.hash} ← ${entry.previousHash}`}>{entry.hash.slice(0, 8)}</code>
          </p>
          {said.get(entry.version)!.map((text) => (
            <p key={text} class="change">
              <Typed>{text}</Typed>
            </p>
          ))}
          {entry.reason && (
            <p>
              <Typed>{entry.reason}</Typed>
            </p>
          )}
          <p class="hint">
            {who(entry)} · <Instant value={entry.at} /> · {t('history.version', { n: entry.version })}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** The kinds of events are hundreds: those that have no words in the page's language keep the register's. */
export function eventName(entry: Pick<HistoryEntry, 'type'>): string {
  const type = typeOf(entry);
  const known = t(`event.${type}` as TextKey);
  return known === `event.${type}` ? plain(type) : known;
}

const plain = (type: string) => {
  const words = type
    .replace(/[.-]/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words[0]!.toUpperCase() + words.slice(1);
};

function who({ actor }: { actor: HistoryEntry['actor'] | null }): string {
  if (!actor?.role) return t('history.register');
  const role = t(`role.${actor.role}`);
  return actor.party ? `${role}, ${partyName(actor.party)}` : role;
}
