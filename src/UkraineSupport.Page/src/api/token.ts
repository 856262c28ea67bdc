const KEY = 'ukraine-support-token';

export type Role = 'observer' | 'donor' | 'coordinator' | 'recipient' | 'administrator';

/** Who reads, as the token says: the register checks its signature, the page only shows it. */
export interface Viewer {
  role: Role;
  party?: string;
  expires?: Date;
}

const listeners = new Set<() => void>();

/** The token of the person at the screen: kept for this tab only, sent to this register only. */
export const token = {
  get: (): string | null => sessionStorage.getItem(KEY),
  set(value: string | null) {
    if (value) sessionStorage.setItem(KEY, value);
    else sessionStorage.removeItem(KEY);
    listeners.forEach((listener) => listener());
  },
  /** Calls back when somebody else reads from now on; gives what ends it. */
  onChange(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function viewer(): Viewer | null {
  try {
    const part = token.get()!.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const { roles, party, exp } = JSON.parse(atob(part));
    return { role: [roles].flat()[0], party, ...(exp ? { expires: new Date(exp * 1000) } : {}) };
  } catch {
    return null;
  }
}
