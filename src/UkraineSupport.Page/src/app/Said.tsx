import { useEffect, useState } from 'preact/hooks';
import { usePlace } from './routing';

let text = '';
let fresh = false;
const listeners = new Set<() => void>();

/** Says something at the head of the view that is gone to next. */
export function say(what: string): void {
  text = what;
  fresh = true;
  listeners.forEach((listener) => listener());
}

/** What was done last; gone with the view that it was said on. */
export function Said() {
  const { path } = usePlace();
  const [shown, show] = useState('');
  useEffect(() => {
    const listener = () => show(text);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  useEffect(() => {
    if (!fresh) show('');
    fresh = false;
  }, [path]);
  return (
    <div role="status" class="page">
      {shown && <p class="notice said">{shown}</p>}
    </div>
  );
}
