import type { paths } from './schema';
import { mayAskAgain } from './signIn';
import { token } from './token';

const TIMEOUT_MS = 15_000;
/** What every address of the register stands below. */
export const api = new URL('../', new URL(import.meta.env.BASE_URL, location.origin));

type Json<P> = P extends { get: { responses: { 200: { content: { 'application/json': infer T } } } } } ? T : never;
type Query<P> = P extends { get: { parameters: { query?: infer Q } } } ? NonNullable<Q> : Record<string, never>;
type Place<P> = P extends { get: { parameters: { path: infer V } } } ? V : undefined;

/** The routes that answer a GET with JSON. */
export type Route = { [P in keyof paths]: Json<paths[P]> extends never ? never : P }[keyof paths];
export type Answer<P extends Route> = Json<paths[P]>;
export type Ask<P extends Route> = {
  [N in keyof Query<paths[P]>]?: Query<paths[P]>[N] | undefined;
};
export type At<P extends Route> = Place<paths[P]>;

/** The register answered, but not with what was asked for. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
    /** How long it asks to be left alone, in milliseconds. */
    readonly pause: number | undefined,
  ) {
    super(detail);
  }
}

/** Nothing came back at all. */
export class Unreachable extends Error {}

/** The address of a route with its values filled in, as it stands below `/api/`. */
export function address<P extends Route>(route: P, at?: At<P>, query?: Ask<P>): string {
  const values = (at ?? {}) as Record<string, string>;
  const path = route.slice(1).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== '') asked.set(name, String(value));
  return asked.size > 0 ? `${path}?${asked}` : path;
}

/** The text of an answer: whoever asks again sees without reading it whether anything has changed. */
export async function read(from: string): Promise<string> {
  const given = token.get();
  try {
    return await ask(from, { headers: bearer(given) });
  } catch (error) {
    // A token that has run out is renewed once, where that asks nothing of the person.
    if (!(error instanceof Refused && error.status === 401 && (await mayAskAgain(given)))) throw error;
    return ask(from, { headers: bearer(token.get()) });
  }
}

export const bearer = (given: string | null): Record<string, string> =>
  given ? { authorization: `Bearer ${given}` } : {};

/** Asks the register as the request says. */
export async function ask(from: string, request: RequestInit): Promise<string> {
  let response: Response;
  try {
    response = await fetch(new URL(from, api), { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return await response.text();
  } catch (error) {
    throw new Unreachable(String(error));
  }
  throw await refusal(response);
}

export async function refusal(response: Response): Promise<Refused> {
  const problem = await response.json().catch(() => null);
  const seconds = Number(response.headers.get('retry-after'));
  return new Refused(
    response.status,
    problem?.detail ?? problem?.title ?? String(response.status),
    seconds > 0 ? seconds * 1000 : undefined,
  );
}
