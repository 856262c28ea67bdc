const KEY = 'ukraine-support-last-visit';
const WEEK = 7 * 864e5;
/** A reload is no new visit. */
const VISIT = 36e5;

/** Since when somebody wants to know what changed: their visit before this one, else a week. */
export function lastVisit(now: number): { since: string; own: boolean } {
  const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { before?: number; at?: number };
  const visit = kept.at && now - kept.at < VISIT ? { ...kept, at: now } : { before: kept.at, at: now };
  localStorage.setItem(KEY, JSON.stringify(visit));
  return { since: new Date(visit.before ?? now - WEEK).toISOString(), own: visit.before !== undefined };
}
