import { address, type Answer, ask, bearer, Unreachable } from './client';
import { type Renewal, type Role, session, token, type Viewer } from './token';

/** A token is renewed so long before it ends. */
const AHEAD_MS = 60_000;
/** Between two attempts. */
const AT_LEAST_MS = 2_000;
/** The longest that a timer can wait. */
const MOST_MS = 2 ** 31 - 1;

export type SignIn = Answer<'/sign-in'>;

/** What the authority, or the development machine, gives. */
export interface Given {
  token: string;
  /** When it ends, in milliseconds since 1970. */
  expires: number;
  renewal: Renewal;
}

const authority = () => import('./authority');

/** How people sign in here. */
export const howToSignIn = (): Promise<SignIn> => get<SignIn>('/sign-in', null);

/** Signs in as whoever one likes, on a development machine. */
export async function signInAs(role: Role, party: string | undefined): Promise<void> {
  await begin(await minted(role, party));
}

/** Goes to the authority; comes back at the view `signed-in`. */
export async function signInAt(where: NonNullable<SignIn['authority']>): Promise<void> {
  await (await authority()).leaveFor(where, location.pathname + location.search);
}

/** What the authority sent back is made a session; gives the address that the person came from. */
export async function signedIn(from: string): Promise<string> {
  const { returnTo, ...given } = await (await authority()).comeBack(new URL(from));
  await begin(given);
  return returnTo;
}

/** Ends the session, here and at the authority. */
export async function signOut(): Promise<void> {
  const last = session.get();
  session.set(null);
  if (last?.renewal.authority) await (await authority()).signOut(last.renewal);
}

/** Signs in again whoever's session is over. */
export async function signInAgain(): Promise<void> {
  const last = session.get();
  if (last?.renewal.authority) await signInAt(last.renewal.authority);
  else if (last) await signInAs(last.viewer.role, last.viewer.party);
}

let renewing: Promise<boolean> | undefined;

/** The next token, without asking the person; false when there is none. */
export function renew(): Promise<boolean> {
  renewing ??= renewed().finally(() => (renewing = undefined));
  return renewing;
}

async function renewed(): Promise<boolean> {
  const last = session.get();
  if (!last || last.over) return false;
  try {
    const { viewer, renewal } = last;
    const given = renewal.authority
      ? await (await authority()).again(renewal)
      : await minted(viewer.role, viewer.party);
    // Somebody may have signed out meanwhile.
    if (session.get()?.token === last.token) session.set({ ...given, viewer });
    return true;
  } catch (error) {
    // What cannot be reached may come back.
    const away = error instanceof TypeError || error instanceof Unreachable;
    const now = session.get();
    if (!away && now?.token === last.token && now.expires <= Date.now()) session.set({ ...now, over: true });
    return false;
  }
}

async function begin(given: Given): Promise<void> {
  const { role, party, subject } = await get<Answer<'/me'>>('/me', given.token);
  const viewer: Viewer = { role, subject, ...(party ? { party } : {}) };
  session.set({ ...given, viewer });
}

async function minted(role: Role, party: string | undefined): Promise<Given> {
  const wanted = JSON.stringify({ role, ...(party ? { party } : {}) });
  const answer = await ask('development/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: wanted,
  });
  const { token } = JSON.parse(answer) as { token: string };
  return { token, expires: expiryOf(token), renewal: { authority: null } };
}

function expiryOf(token: string): number {
  const part = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
  return JSON.parse(atob(part)).exp * 1000;
}

async function get<T>(route: '/sign-in' | '/me', given: string | null): Promise<T> {
  return JSON.parse(await ask(address(route), { headers: bearer(given) })) as T;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Renews the token before it ends, as long as the page is open. */
export function stayIn(): void {
  clearTimeout(timer);
  const now = session.get();
  if (!now || now.over) return;
  const rest = now.expires - AHEAD_MS - Date.now();
  const pause = rest > 0 ? rest : Math.max(AT_LEAST_MS, (now.expires - Date.now()) / 2);
  timer = setTimeout(() => void renew().finally(stayIn), Math.min(pause, MOST_MS));
}

session.onChange(stayIn);
// A timer does not count while the machine sleeps.
document.addEventListener('visibilitychange', stayIn);
stayIn();

/** Whether what was refused may be asked again with another token. */
export const mayAskAgain = async (given: string | null): Promise<boolean> =>
  given !== null && given === token.get() && (await renew());
