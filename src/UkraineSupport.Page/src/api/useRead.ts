import { useLayoutEffect, useMemo, useReducer } from 'preact/hooks';
import { entryOf, type Reading, type Source } from './cache';
import { address, type Answer, type Ask, type At, read, type Route } from './client';
import type { Kind } from './live';
import type { HistoryEntry } from './types';

const PAGE = 200;
/** A list is read so far: fifty pages. */
const MOST = 10_000;

/** Everything of a list, as far as it was read. */
export interface Whole<T> {
  items: T[];
  /** Whether there is more in the register than was read. */
  cut: boolean;
}

type Item<P extends Route> = Answer<P> extends { items: (infer T)[] } ? T : never;

/** What a route answers, kept up to date while it is on screen; nothing while `route` is null. */
export function useRead<P extends Route>(route: P | null, at?: At<P>, query?: Ask<P>): Reading<Answer<P>> {
  const from = route && address(route, at, query);
  return useSource(from, () => ({
    key: from!,
    kinds: kindsOf(from!),
    load: async () => {
      const text = await read(from!);
      return { text, value: JSON.parse(text) as Answer<P> };
    },
  }));
}

/** Every item of a list, page after page, as far as lists are read. */
export function useAll<P extends Route>(route: P | null, query?: Ask<P>): Reading<Whole<Item<P>>> {
  const from = route && address(route, undefined, { ...query, limit: PAGE } as unknown as Ask<P>);
  return useSource(from && `all of ${from}`, () => ({
    key: `all of ${from}`,
    kinds: kindsOf(from!),
    load: () => readAll<Item<P>>(from!),
  }));
}

/** Every item of a list, once. */
export async function readAll<T>(from: string, most = MOST) {
  const texts: string[] = [];
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const text: string = await read(cursor ? `${from}&cursor=${encodeURIComponent(cursor)}` : from);
    const page = JSON.parse(text) as { items: T[]; cursor: string | null };
    texts.push(text);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor && items.length < most);
  return { text: texts.join('\n'), value: { items, cut: cursor !== null }, pages: texts.length };
}

/** What happened to a record, from the beginning. */
export async function readHistory(record: string): Promise<HistoryEntry[]> {
  return (await readAll<HistoryEntry>(`${record}/history?limit=${PAGE}`)).value.items;
}

const none: Reading<never> = { data: undefined, error: undefined, at: undefined };

function useSource<T>(key: string | null, make: () => Source<T>): Reading<T> {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const entry = useMemo(() => (key ? entryOf(make()) : null), [key]);
  useLayoutEffect(() => {
    if (!entry) return;
    const reader = () => redraw(undefined);
    entry.add(reader);
    return () => entry.remove(reader);
  }, [entry]);
  return entry?.reading ?? none;
}

function kindsOf(from: string): Kind[] {
  const first = from.split(/[/?]/)[0];
  return first === 'insights' ? ['ledgers'] : [first as Kind];
}
