import type { Versioned } from '../api/send';
import type { Values } from './values';

const PREFIX = 'ukraine-support-draft';
const KEPT_MS = 14 * 24 * 3_600_000;

/** What was typed and not sent yet: kept in this browser, for whom it was typed by. */
export interface Draft {
  values: Values;
  /** The record as it was when the form was opened: what the person saw. */
  seen: Versioned<any> | null;
  /** Names what is sent, so that it counts once however often it is. */
  key: string;
  /** What was sent and had no answer. */
  sent?: string | undefined;
  /** What the register has objected to. */
  raised: string[];
  /** When it was last changed, in milliseconds since 1970. */
  saved: number;
}

/** Of one person, in one form, about one record, as one link asked for it. */
export const draftName = (whose: string, form: string, at: Record<string, string>, asked = ''): string =>
  [PREFIX, whose, form, ...Object.values(at), asked].join(' ').trim();

export function kept(name: string): Draft | null {
  const draft: Draft | null = JSON.parse(localStorage.getItem(name) ?? 'null');
  return draft && Date.now() - draft.saved < KEPT_MS ? draft : null;
}

/** A browser that keeps nothing, since it is full or may not, can still send. */
export function keep(name: string, draft: Draft): void {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
  } catch (error) {
    console.warn(error);
  }
}

export function drop(name: string): void {
  localStorage.removeItem(name);
}

/** Drafts that nobody came back to are not kept for good. */
export function dropOld(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX) && !kept(name)) drop(name);
}

export const newKey = (): string => crypto.randomUUID();
