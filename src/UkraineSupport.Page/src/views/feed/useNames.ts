import { useEffect, useState } from 'preact/hooks';
import { address, type Route } from '../../api/client';
import { viewerKey } from '../../api/token';
import { readAll } from '../../api/useRead';

/** What records are called. */
export interface Named {
  title?: string;
  capability?: string;
  donor?: string | null;
}
interface Item extends Named {
  id: string;
}

const lists: Route[] = ['/pledges', '/requirements', '/gaps'];
const MOST = 2000;

/** The names of records, read once: what comes later says its name itself. */
export function useNames(): ReadonlyMap<string, Named> {
  const [names, set] = useState<ReadonlyMap<string, Named>>(new Map());
  const who = viewerKey();
  useEffect(() => {
    let left = false;
    for (const list of lists) {
      readAll<Item>(address(list, undefined, { limit: 200 } as never), MOST).then(
        ({ value }) => {
          if (!left) set((before) => new Map([...before, ...value.items.map((item) => [item.id, item] as const)]));
        },
        // Without names events are still events.
        () => {},
      );
    }
    return () => {
      left = true;
      set(new Map());
    };
  }, [who]);
  return names;
}
