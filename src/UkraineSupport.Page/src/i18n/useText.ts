import { useEffect, useReducer } from 'preact/hooks';
import { onLanguage } from './language';

/** Draws the component anew when the language changes; what stands below it follows. */
export function useLanguage(): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => onLanguage(() => redraw(undefined)), []);
}
