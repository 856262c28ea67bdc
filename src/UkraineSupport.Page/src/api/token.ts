const KEY = 'ukraine-support-session';

export type Role = 'observer' | 'donor' | 'coordinator' | 'recipient' | 'administrator';

/** Who reads, as the register takes them. */
export interface Viewer {
  role: Role;
  party?: string;
  /** Who they are at the authority. */
  subject: string;
}

/** Where people sign in, as the register says. */
export interface Authority {
  address: string;
  client: string;
  scopes: string;
}

/** What a session goes on with when its token ends. */
export interface Renewal {
  /** Null: a development sign-in. */
  authority: Authority | null;
  /** Gets the next token without asking the person. */
  refresh?: string | undefined;
  /** Tells the authority who signs out. */
  identity?: string | undefined;
}

export interface Session {
  token: string;
  /** When the token ends, in milliseconds since 1970. */
  expires: number;
  viewer: Viewer;
  renewal: Renewal;
  /** It has run out, and could not be renewed: the person has to sign in again. */
  over?: boolean;
}

const viewers = new Set<() => void>();
const watchers = new Set<() => void>();

/** Kept for this tab only: it is gone when the tab is closed. */
export const session = {
  get(): Session | null {
    const kept = sessionStorage.getItem(KEY);
    return kept ? (JSON.parse(kept) as Session) : null;
  },
  /** Who reads from now on; null: the public. The same person with another token reads on. */
  set(next: Session | null) {
    const before = viewerKey();
    if (next) sessionStorage.setItem(KEY, JSON.stringify(next));
    else sessionStorage.removeItem(KEY);
    if (viewerKey() !== before) viewers.forEach((listener) => listener());
    watchers.forEach((listener) => listener());
  },
  /** Calls back when anything of it changes; gives what ends it. */
  onChange(listener: () => void): () => void {
    watchers.add(listener);
    return () => watchers.delete(listener);
  },
};

/** The token of the person at the screen: sent to this register only. */
export const token = {
  get: (): string | null => session.get()?.token ?? null,
  /** Calls back when somebody else reads from now on; gives what ends it. */
  onChange(listener: () => void): () => void {
    viewers.add(listener);
    return () => viewers.delete(listener);
  },
};

export const viewer = (): Viewer | null => session.get()?.viewer ?? null;

/** The same for everybody who sees the same: what is read for one may be told to another tab of theirs. */
export function viewerKey(): string {
  const who = viewer();
  return who ? [who.role, who.party ?? '', who.subject].join(' ') : '';
}
