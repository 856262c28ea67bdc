import { useEffect, useState } from 'preact/hooks';
import { type Role, token, viewer } from '../api/token';

/** Who fills a form in. */
export interface Who {
  role: Role;
  party: string | undefined;
  /** Whose drafts these are. */
  key: string;
}

export function who(): Who | null {
  const seen = viewer();
  return seen && { role: seen.role, party: seen.party, key: [seen.role, seen.party, seen.subject].join(' ') };
}

/** Who it is now, and from now on. */
export function useWho(): Who | null {
  const [now, set] = useState(who);
  useEffect(() => token.onChange(() => set(who())), []);
  return now;
}

export const isDonor = (by: Who, party: string): boolean => by.role === 'donor' && by.party === party;

/** A coordinator who may decide on what a donor pledged: not one of its own party. */
export const isOtherCoordinator = (by: Who, donor: string): boolean => by.role === 'coordinator' && by.party !== donor;
