const KEY = 'ukraine-support-renewed';
const AGAIN_MS = 60_000;

/** A file of the page that is gone belongs to one that has been replaced since: the new one is read, once a minute. */
export function renewWhenReplaced(): void {
  addEventListener('vite:preloadError', () => {
    if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(KEY)) < AGAIN_MS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  });
}
