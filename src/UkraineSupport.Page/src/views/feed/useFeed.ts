import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reading } from '../../api/cache';
import { address, type Answer, read } from '../../api/client';
import { onEvent, type LiveEvent } from '../../api/live';
import { token } from '../../api/token';

/** So many of the newest are shown at first; the history of each record has all of its own. */
export const FIRST = 200;
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
}

interface Feed extends Reading<Fed> {
  /** Shows what was waiting. */
  showAll(): void;
}

/** The newest events that fit, growing while one watches: what comes waits until it is asked for. */
export function useFeed(query: FeedQuery): Feed {
  const [data, setData] = useState<Fed>();
  const [error, setError] = useState<Error>();
  const at = useRef<string | undefined>(undefined);
  const key = JSON.stringify(query);

  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let reading = false;
    const next = async () => {
      timer = undefined;
      if (reading) return soon();
      reading = true;
      try {
        await take();
      } catch (fault) {
        if (!left) setError(fault as Error);
      } finally {
        reading = false;
      }
    };
    const take = async () => {
      for (let more = true; more && !left; ) {
        const after = at.current;
        const page = JSON.parse(await read(address('/events', undefined, { ...query, after, limit: FIRST }))) as Page;
        if (left) return;
        at.current = page.cursor;
        more = after !== undefined && page.more;
        const came = [...page.items].reverse();
        setError(undefined);
        setData((before) =>
          before && after
            ? { ...before, waiting: [...came, ...before.waiting], cursor: page.cursor }
            : { shown: came, waiting: [], cursor: page.cursor },
        );
      }
    };
    const soon = () => {
      timer ??= setTimeout(() => void next(), GATHER_MS);
    };
    const begin = () => {
      at.current = undefined;
      setData(undefined);
      void next();
    };
    // A tab that nobody looks at asks when somebody does.
    const look = () => {
      if (!document.hidden) soon();
    };
    begin();
    document.addEventListener('visibilitychange', look);
    const ends = [onEvent(look), token.onChange(begin)];
    return () => {
      left = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      ends.forEach((end) => end());
    };
  }, [key]);

  const showAll = () =>
    setData((before) => before && { ...before, shown: [...before.waiting, ...before.shown], waiting: [] });
  return { data, error, at: undefined, showAll };
}

type Page = Answer<'/events'>;
