import { useEffect, useState } from 'preact/hooks';
import { type Standing, standing, watchStanding } from '../api/cache';

/** How what is on screen stands now. */
export function useStanding(): Standing {
  const [now, set] = useState(standing);
  useEffect(
    () =>
      watchStanding(() => {
        const next = standing();
        set((last) => (same(last, next) ? last : next));
      }),
    [],
  );
  return now;
}

const same = (a: Standing, b: Standing) => a.since === b.since && a.any === b.any && a.trouble === b.trouble;
