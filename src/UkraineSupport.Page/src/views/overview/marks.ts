import { viewer } from '../../api/token';

const KEY = 'ukraine-support-marks';
/** A reload is no new visit. */
const VISIT = 36e5;

interface Kept {
  /** The mark of the visit before this one. */
  before?: string;
  /** The mark of this visit, and when it began or was last looked at. */
  own?: string;
  at?: number;
}

/** A mark is good for who was given it: each reader of this browser has one of their own. */
export const reader = (): string => {
  const who = viewer();
  return who ? `${who.role}/${who.party ?? ''}` : 'public';
};

const all = (): Record<string, Kept> => JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, Kept>;

function keep(kept: Kept): void {
  localStorage.setItem(KEY, JSON.stringify({ ...all(), [reader()]: kept }));
}

/** The mark since when this reader wants to know what changed: their visit before this one; none at the first. */
export function markBefore(now: number): string | undefined {
  const kept = all()[reader()] ?? {};
  const next = kept.own && now - (kept.at ?? 0) >= VISIT ? { before: kept.own } : kept;
  if (next.own || next.before) keep({ ...next, at: now });
  return next.before;
}

/** The first answer of a visit has the mark that the next visit brings back. */
export function keepMark(mark: string, now: number): void {
  const kept = all()[reader()] ?? {};
  if (!kept.own) keep({ ...kept, own: mark, at: now });
}

/** It is not accepted any more: the next answer is the one to begin with. */
export const forgetMarks = (): void => keep({});
