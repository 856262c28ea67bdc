import type { Versioned } from '../api/send';
import type { Values } from './values';

const PREFIX = 'ukraine-support-draft';

/** What was typed and not sent yet: kept as the token is, for this tab only, since it may be as confidential. */
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

export const kept = (name: string): Draft | null => JSON.parse(sessionStorage.getItem(name) ?? 'null');

/** A browser that keeps nothing, since it is full or may not, can still send. */
export function keep(name: string, draft: Draft): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(draft));
  } catch (error) {
    console.warn(error);
  }
}

export const drop = (name: string): void => sessionStorage.removeItem(name);

export const newKey = (): string => crypto.randomUUID();
