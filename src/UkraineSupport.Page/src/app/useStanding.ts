import { useEffect, useState } from 'preact/hooks';
import { type Standing, standing, watchStanding } from '../api/cache';

/** How what is on screen stands now. */
export function useStanding(): Standing {
  const [now, set] = useState(standing);
  useEffect(
    () =>
      watchStanding(() => {
        const next = standing();
        set((last) => (last.since === next.since && last.trouble === next.trouble ? last : next));
      }),
    [],
  );
  return now;
}
