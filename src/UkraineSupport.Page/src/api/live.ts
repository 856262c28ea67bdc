import { Refused } from './client';
import { type Kind, kindsOfEvent } from './kinds';
import { share, type Shared } from './shared';
import { renew } from './signIn';
import { listen, type LiveEvent, readEvents } from './stream';
import { session, token, viewerKey } from './token';

/**
 * Tells what has changed: from the register's stream of events, of which a browser has one for all its tabs that read
 * as the same person. Where there can be no stream, it asks slowly.
 */
export type { Kind } from './kinds';
export type { LiveEvent } from './stream';

/** What happens together is told together. */
const GATHER_MS = 250;
/** Under many changes the same is not told more often. */
const APART_MS = 2_000;
/** A tab that nobody has looked at for so long leaves the stream to others. */
const UNSEEN_MS = 60_000;
/** The feed is a little behind what happened. */
const BEHIND_MS = 5_000;
const BACKOFF_MS = 1_000;
const MOST_BACKOFF_MS = 60_000;
/** From so many failures in a row on it asks what the stream does not tell. */
const POLL_FROM = 3;
const PAGE = 200;

/** `reading`: not known yet; `live`: it is told; `slow`: it is cut off, and asks from time to time. */
export type LiveState = 'reading' | 'live' | 'slow';
type Message =
  | { hello: true }
  | { state: LiveState; last: string | undefined }
  | { last: string }
  | { event: LiveEvent };

const subscribers = new Set<{ kinds: readonly Kind[]; callback: () => void }>();
const listeners = new Set<(event: LiveEvent) => void>();
const watchers = new Set<() => void>();

let state: LiveState = 'reading';
let last: string | undefined;
let since = performance.now();
let shared: Shared<Message> | undefined;
let unseen: ReturnType<typeof setTimeout> | undefined;

/** Calls back when one of these kinds may have changed; gives what ends it. */
export function subscribe(kinds: readonly Kind[], callback: () => void): () => void {
  const subscriber = { kinds, callback };
  subscribers.add(subscriber);
  start();
  return () => subscribers.delete(subscriber);
}

/** Calls back with each event as it comes; gives what ends it. */
export function onEvent(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  start();
  return () => listeners.delete(listener);
}

export const liveState = (): LiveState => state;

export function onLiveState(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function start() {
  if (shared) return;
  shared = share<Message>(`ukraine-support-live ${viewerKey()}`, hear, lead);
  shared.tell({ hello: true });
  shared.may(!document.hidden);
}

function hear(message: Message) {
  if ('hello' in message) {
    if (leader) shared?.tell({ state, last });
  } else if ('event' in message) take(message.event);
  else {
    last = message.last ?? last;
    if ('state' in message) show(message.state);
  }
}

let leader: AbortSignal | undefined;

/** Holds the stream for all tabs until another does. */
async function lead(signal: AbortSignal) {
  leader = signal;
  let failures = 0;
  const moved = (id: string) => {
    failures = 0;
    last = id;
    if (state === 'live') shared?.tell({ last });
    else become('live');
  };
  while (!signal.aborted) {
    let pause: number;
    try {
      const from = last ?? (await begin(signal));
      if (signal.aborted) break;
      pause = await listen((last = from), { event: pass, moved }, signal);
    } catch (error) {
      if (signal.aborted) break;
      failures += 1;
      pause = await mend(error, failures, signal);
    }
    await rest(pause, signal);
  }
  if (leader === signal) leader = undefined;
}

/** Takes an event and hands it to the other tabs. */
function pass(event: LiveEvent) {
  take(event);
  shared?.tell({ event });
}

/** A cursor to go on from, when there is none yet: what came since the figures were read is told. */
async function begin(signal: AbortSignal): Promise<string> {
  const { page, now } = await readEvents({ limit: 1 }, signal);
  const newest = page.items[0];
  const age = performance.now() - since;
  if (newest && now - Date.parse(newest.time) < age + BEHIND_MS) tellAll();
  return page.cursor;
}

/** The stream could not be had, or was cut: gives when to try again. */
async function mend(error: unknown, failures: number, signal: AbortSignal): Promise<number> {
  become('slow');
  const refused = error instanceof Refused ? error : undefined;
  if (refused?.status === 410) {
    // Away for longer than a cursor holds: all is read anew.
    last = undefined;
    tellAll();
  }
  // Whose token has run out is asked to sign in again: until then nothing is to be had.
  if (refused?.status === 401) return (await renew()) ? 0 : MOST_BACKOFF_MS;
  // Cut, and not to be had again: whether the register is there shows when what is on screen is asked for again.
  if (failures === 2) tellAll();
  if (failures >= POLL_FROM) await poll(signal).catch(() => {});
  const backoff = Math.min(MOST_BACKOFF_MS, BACKOFF_MS * 2 ** (failures - 1));
  return refused?.pause ?? backoff * (0.5 + Math.random() / 2);
}

async function poll(signal: AbortSignal) {
  for (let more = last !== undefined; more; ) {
    const { page } = await readEvents({ after: last!, limit: PAGE }, signal);
    page.items.forEach(pass);
    last = page.cursor;
    shared?.tell({ last });
    more = page.more;
  }
}

let wake = () => {};

function rest(pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      done();
    };
    const timer = setTimeout(over, pause);
    wake = over;
    signal.addEventListener('abort', over);
  });
}

function become(next: LiveState) {
  show(next);
  shared?.tell({ state, last });
}

function show(next: LiveState) {
  if (state === next) return;
  state = next;
  watchers.forEach((watcher) => watcher());
}

const pending = new Set<Kind>();
let all = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let told = -APART_MS;

function take(event: LiveEvent) {
  listeners.forEach((listener) => listener(event));
  const kinds = kindsOfEvent(event.type);
  if (kinds) kinds.forEach((kind) => pending.add(kind));
  else all = true;
  soon();
}

function tellAll() {
  all = true;
  soon();
}

/** What nobody looks at is told when somebody does. */
function soon() {
  if (timer !== undefined || document.hidden || (!all && pending.size === 0)) return;
  timer = setTimeout(tell, Math.max(GATHER_MS, told + APART_MS - performance.now()));
}

function tell() {
  timer = undefined;
  told = performance.now();
  const due = [...subscribers].filter(({ kinds }) => all || kinds.some((kind) => pending.has(kind)));
  pending.clear();
  all = false;
  due.forEach(({ callback }) => callback());
}

document.addEventListener('visibilitychange', () => {
  clearTimeout(unseen);
  if (document.hidden) {
    unseen = setTimeout(() => shared?.may(false), UNSEEN_MS);
    return;
  }
  shared?.may(true);
  soon();
});
addEventListener('online', () => wake());
session.onChange(() => wake());
// A page that Back has brought to life again has heard nothing meanwhile.
addEventListener('pageshow', (event) => event.persisted && tellAll());

// Somebody else reads: with their own token, what is for them.
token.onChange(() => {
  last = undefined;
  since = performance.now();
  show('reading');
  if (!shared) return;
  shared.end();
  shared = undefined;
  start();
});
