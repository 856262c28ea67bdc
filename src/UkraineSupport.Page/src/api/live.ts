/**
 * Tells when something may have changed. For now it polls; the register's feed of events takes its place behind the
 * same function.
 */
export type Kind =
  | 'pledges'
  | 'requirements'
  | 'gaps'
  | 'us-deliveries'
  | 'ledgers'
  | 'catalog'
  | 'backfill'
  | 'coalition'
  | 'coproduction'
  | 'training';

const BUSY_MS = 15_000;
const IDLE_MS = 120_000;
/** Nobody has touched the page for so long: it asks slowly. */
const IDLE_AFTER_MS = 120_000;

const subscribers = new Set<{ kinds: readonly Kind[]; callback: () => void }>();
let touched = Date.now();
let asked = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Calls back when one of these kinds may have changed; gives what ends it. */
export function subscribe(kinds: readonly Kind[], callback: () => void): () => void {
  const subscriber = { kinds, callback };
  subscribers.add(subscriber);
  wait();
  return () => {
    subscribers.delete(subscriber);
    if (subscribers.size === 0) clearTimeout(timer);
  };
}

function wait() {
  clearTimeout(timer);
  // A tab that nobody looks at asks nothing; it is woken when it is looked at again.
  if (document.hidden || subscribers.size === 0) return;
  const pause = Date.now() - touched > IDLE_AFTER_MS ? IDLE_MS : BUSY_MS;
  timer = setTimeout(tell, Math.max(0, asked + pause - Date.now()));
}

function tell() {
  asked = Date.now();
  [...subscribers].forEach(({ callback }) => callback());
  wait();
}

for (const event of ['pointerdown', 'keydown', 'scroll'] as const)
  addEventListener(event, touch, { passive: true, capture: true });
document.addEventListener('visibilitychange', touch);
addEventListener('online', tell);

function touch() {
  touched = Date.now();
  wait();
}
