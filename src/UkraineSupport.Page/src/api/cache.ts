import { Refused } from './client';
import { type Kind, subscribe } from './live';
import { session, token } from './token';

/** Read again when it is shown anew and older than this. */
const FRESH_MS = 5_000;
const RETRY_MS = 3_000;
const MOST_RETRY_MS = 60_000;
const KEPT = 80;
/** However much changes, it is read no more often than this for each of its pages: a long list is many questions. */
const APART_MS = 100;

/** What is known of an answer: kept on screen while it is read again, and when it cannot be. */
export interface Reading<T> {
  data: T | undefined;
  error: Error | undefined;
  /** When it was last read, in milliseconds since 1970. */
  at: number | undefined;
}

/** Where a value comes from: its text tells whether it has changed. */
export interface Source<T> {
  key: string;
  kinds: readonly Kind[];
  /** Its text and value, and how many questions they took where that was more than one. */
  load(): Promise<{ text: string; value: T; pages?: number }>;
}

class Entry<T> {
  reading: Reading<T> = { data: undefined, error: undefined, at: undefined };
  readonly readers = new Set<() => void>();
  private text: string | undefined;
  private round = 0;
  private pending: Promise<void> | undefined;
  private outdated = false;
  private pages = 1;
  private later: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly source: Source<T>) {}

  add(reader: () => void) {
    this.readers.add(reader);
    this.unsubscribe ??= subscribe(this.source.kinds, () => this.reread());
    if (!this.reading.at || Date.now() - this.reading.at > FRESH_MS) this.refresh();
  }

  remove(reader: () => void) {
    this.readers.delete(reader);
    if (this.readers.size > 0) return;
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    clearTimeout(this.retry);
    clearTimeout(this.later);
    changed();
  }

  refresh() {
    if (this.pending) return;
    this.outdated = false;
    clearTimeout(this.later);
    const mine = this.load(++this.round).finally(() => {
      if (this.pending !== mine) return;
      this.pending = undefined;
      if (this.outdated && this.readers.size > 0) this.reread();
    });
    this.pending = mine;
  }

  /** It has changed: what is being read at this moment may be from before. */
  private reread() {
    this.outdated = true;
    if (this.pending) return;
    clearTimeout(this.later);
    const pause = this.pages * APART_MS - (Date.now() - (this.reading.at ?? 0));
    if (pause <= 0) this.refresh();
    else this.later = setTimeout(() => this.readers.size > 0 && this.refresh(), pause);
  }

  /** The reader has changed something: what was read before that is out of date, and so is what is on its way. */
  renew() {
    this.pending = undefined;
    this.reading = { ...this.reading, at: undefined };
    if (this.readers.size > 0) this.refresh();
  }

  /** Somebody else reads: nothing of what the reader before saw stays. */
  forget() {
    this.round += 1;
    this.pending = undefined;
    this.text = undefined;
    this.show({ data: undefined, error: undefined, at: undefined });
    if (this.readers.size > 0) this.refresh();
  }

  /** Another token of the same reader: what the one before was refused is asked for again. */
  readAsAnother() {
    const { error } = this.reading;
    if (error instanceof Refused && error.status === 401 && !session.get()?.over && this.readers.size > 0)
      this.refresh();
  }

  private async load(round: number) {
    clearTimeout(this.retry);
    try {
      const { text, value, pages = 1 } = await this.source.load();
      if (round !== this.round) return;
      this.failures = 0;
      this.pages = pages;
      // The same object for the same text: nothing on screen is made anew.
      const data = text === this.text ? this.reading.data : value;
      this.text = text;
      this.show({ data, error: undefined, at: Date.now() });
    } catch (error) {
      if (round !== this.round) return;
      const gone = error instanceof Refused && error.status === 404;
      // That there is no such thing is an answer too: it was read now.
      const read = gone ? { data: undefined, at: Date.now() } : this.reading;
      this.show({ ...read, error: error as Error });
      if (!gone) this.again(error);
    }
  }

  private again(error: unknown) {
    this.failures += 1;
    const asked = error instanceof Refused ? error.pause : undefined;
    const pause = asked ?? Math.min(MOST_RETRY_MS, RETRY_MS * 2 ** (this.failures - 1));
    this.retry = setTimeout(() => this.readers.size > 0 && this.refresh(), pause);
  }

  private show(reading: Reading<T>) {
    const same = reading.data === this.reading.data && reading.error === this.reading.error;
    this.reading = reading;
    if (!same) this.readers.forEach((reader) => reader());
    changed();
  }
}

const entries = new Map<string, Entry<unknown>>();
const watchers = new Set<() => void>();
/** What kept a view's own file from being loaded. */
let fileTrouble: Error | undefined;

/** The entry of a source; the same one for everybody who asks for it. */
export function entryOf<T>(source: Source<T>): Entry<T> {
  let entry = entries.get(source.key);
  if (!entry) {
    entry = new Entry<unknown>(source);
    if (entries.size >= KEPT) dropOldest();
    entries.set(source.key, entry);
  }
  return entry as Entry<T>;
}

function dropOldest() {
  for (const [key, entry] of entries) {
    if (entry.readers.size > 0) continue;
    entries.delete(key);
    return;
  }
}

/** Everything is read again: what is on screen now, the rest when it is shown. */
export function renewAll(): void {
  entries.forEach((entry) => entry.renew());
}

/** How what is on screen stands: read when, at the earliest, and what keeps it from being read again. */
export interface Standing {
  since: number | undefined;
  /** Whether something is shown at all that has to be read. */
  any: boolean;
  trouble: Error | undefined;
}

export function standing(): Standing {
  const shown = [...entries.values()].filter((entry) => entry.readers.size > 0).map((entry) => entry.reading);
  const times = shown.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const trouble = shown.find(({ error }) => error && !(error instanceof Refused && error.status === 404))?.error;
  return {
    since: times.length > 0 ? Math.min(...times) : undefined,
    any: shown.length > 0,
    trouble: trouble ?? fileTrouble,
  };
}

/** Tells what keeps a view that was gone to from being loaded, or that nothing does any more. */
export function tellOfFile(trouble: Error | undefined): void {
  fileTrouble = trouble;
  changed();
}

/** Calls back when what is on screen was read, or could not be; gives what ends it. */
export function watchStanding(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function changed() {
  watchers.forEach((watcher) => watcher());
}

token.onChange(() => entries.forEach((entry) => entry.forget()));
session.onChange(() => entries.forEach((entry) => entry.readAsAnother()));
