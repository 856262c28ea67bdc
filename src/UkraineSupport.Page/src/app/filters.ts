import { useMemo } from 'preact/hooks';
import { usePlace } from './routing';

/** What a filter may be. While its values are not read yet (`loaded` false), any value is let through. */
export interface Known {
  known: readonly string[];
  loaded?: boolean;
}

export interface FilterState<N extends string> {
  /** What is chosen and known. */
  values: Partial<Record<N, string>>;
  /** What the address asks for and nobody knows: it is left out, and the page says so. */
  unknown: { name: string; value: string }[];
  any: boolean;
  set(name: N, value: string): void;
  clear(): void;
}

/** What the reader has chosen. It is in the address: a view can be sent on, and Back undoes a choice. */
export function useFilters<N extends string>(spec: Record<N, Known>): FilterState<N> {
  const { query, setQuery } = usePlace();
  return useMemo(() => {
    const values: Partial<Record<N, string>> = {};
    const unknown: { name: string; value: string }[] = [];
    for (const [name, { known, loaded = true }] of Object.entries(spec) as [N, Known][]) {
      const value = query.get(name);
      if (!value) continue;
      if (!loaded || known.includes(value)) values[name] = value;
      else unknown.push({ name, value });
    }
    const change = (changes: Record<string, string>) => {
      const next = new URLSearchParams(query);
      for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
      setQuery(next);
    };
    return {
      values,
      unknown,
      any: Object.keys(values).length > 0,
      set: (name, value) => change({ [name]: value }),
      clear: () => change(Object.fromEntries(Object.keys(spec).map((name) => [name, '']))),
    };
  }, [query, JSON.stringify(spec)]);
}
