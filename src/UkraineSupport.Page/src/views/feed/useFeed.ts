import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reading } from '../../api/cache';
import { address, type Answer, type Ask, read, Refused } from '../../api/client';
import { onEvent, type LiveEvent } from '../../api/live';
import { token } from '../../api/token';

/** So many of the newest are shown at first, and as many more of the older each time they are asked for. */
const PAGE = 200;
/** What happens together is asked for together. */
const GATHER_MS = 500;

export interface FeedQuery {
  type?: string | undefined;
  donor?: string | undefined;
  capability?: string | undefined;
}

interface Fed {
  /** The newest first. */
  shown: LiveEvent[];
  /** What has come since and is not shown yet, the newest first. */
  waiting: LiveEvent[];
  cursor: string;
  /** Where what happened earlier goes on; null where there is nothing earlier. */
  older: string | null;
}

interface Feed extends Reading<Fed> {
  /** Shows what was waiting. */
  showAll(): void;
  /** Shows what happened before what is shown. */
  showOlder(): Promise<void>;
}

/** What was on screen when the feed was left: who comes back sees it at once, and what has come since. */
const kept = new Map<string, Fed>();
token.onChange(() => kept.clear());

/** The newest events that fit, growing while one watches: what comes waits until it is asked for. */
export function useFeed(query: FeedQuery): Feed {
  const key = JSON.stringify(query);
  const [data, setData] = useState(() => kept.get(key));
  const [error, setError] = useState<Error>();
  const at = useRef<string | undefined>(undefined);
  const change = (to: (before: Fed | undefined) => Fed | undefined) =>
    setData((before) => {
      const next = to(before);
      // What changes nothing may be of another question by now.
      if (next && next !== before) kept.set(key, next);
      return next;
    });

  useEffect(() => {
    let left = false;
    /** Another reader, another round: what the one before asked for is not theirs. */
    let round = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let reading = false;
    let returning = false;
    const next = async () => {
      timer = undefined;
      if (reading) return soon();
      reading = true;
      const mine = round;
      try {
        await take();
      } catch (fault) {
        if (left || mine !== round) return;
        setError(fault as Error);
        // What came after it is not kept any more: what is there now is.
        if (fault instanceof Refused && fault.status === 410) begin(undefined);
      } finally {
        reading = false;
      }
    };
    const take = async () => {
      const [mine, back] = [round, returning];
      for (let more = true; more; ) {
        const after = at.current;
        const page = await pageOf({ ...query, after });
        if (left || mine !== round) return;
        at.current = page.cursor;
        more = after !== undefined && page.more;
        const came = page.items.reverse();
        setError(undefined);
        const { cursor, older } = page;
        change((before) => {
          if (!before || !after) return { shown: came, waiting: [], cursor, older };
          return back
            ? { ...before, shown: [...came, ...before.waiting, ...before.shown], waiting: [], cursor }
            : { ...before, waiting: [...came, ...before.waiting], cursor };
        });
      }
      returning = false;
    };
    const soon = (pause = GATHER_MS) => {
      timer ??= setTimeout(() => void next(), pause);
    };
    const begin = (from: Fed | undefined) => {
      round += 1;
      returning = from !== undefined;
      at.current = from?.cursor;
      setData(from);
      soon(0);
    };
    // A tab that nobody looks at asks when somebody does.
    const look = () => {
      if (!document.hidden) soon();
    };
    begin(kept.get(key));
    document.addEventListener('visibilitychange', look);
    const ends = [onEvent(look), token.onChange(() => begin(undefined))];
    return () => {
      left = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      ends.forEach((end) => end());
    };
  }, [key]);

  const showAll = () =>
    change((before) => before && { ...before, shown: [...before.waiting, ...before.shown], waiting: [] });
  const showOlder = async () => {
    const from = data?.older;
    if (!from) return;
    try {
      const { items, older } = await pageOf({ ...query, before: from });
      const earlier = items.reverse();
      // Another reader or filter, or asked twice: it belongs to what is shown no more.
      change((now) => (now?.older === from ? { ...now, shown: [...now.shown, ...earlier], older } : now));
      setError(undefined);
    } catch (fault) {
      setError(fault as Error);
    }
  };
  return { data, error, at: undefined, showAll, showOlder };
}

const pageOf = async (query: Ask<'/events'>) =>
  JSON.parse(await read(address('/events', undefined, { ...query, limit: PAGE }))) as Answer<'/events'>;
