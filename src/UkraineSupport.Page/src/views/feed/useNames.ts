import { useEffect, useState } from 'preact/hooks';
import { address, type Route } from '../../api/client';
import { token, viewerKey } from '../../api/token';
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

type Names = ReadonlyMap<string, Named>;
const lists: Route[] = ['/pledges', '/requirements', '/gaps'];
/** What was known when the view was left, for who comes back. */
let known: { who: string; names: Names } | undefined;
token.onChange(() => (known = undefined));

/** The names of records, read once: what comes later says its name itself. */
export function useNames(): Names {
  const who = viewerKey();
  const before = known?.who === who ? known.names : undefined;
  const [names, set] = useState<Names>(before ?? new Map());
  useEffect(() => {
    let left = false;
    if (!before) set(new Map());
    void Promise.all(lists.map(namesOf)).then((all) => {
      if (left) return;
      known = { who, names: new Map(all.flat()) };
      set(known.names);
    });
    return () => {
      left = true;
    };
  }, [who]);
  return names;
}

async function namesOf(list: Route): Promise<[string, Named][]> {
  try {
    const { value } = await readAll<Item>(address(list, undefined, { limit: 200 } as never));
    return value.items.map((item) => [item.id, item]);
  } catch {
    // Without names events are still events.
    return [];
  }
}
