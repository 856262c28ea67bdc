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
export const read = (from: string): Promise<string> => textOf(respond(from, {}));

/** The text of what the register answers to the request as it stands. */
export const ask = (from: string, request: RequestInit): Promise<string> => textOf(fetched(from, request, TIMEOUT_MS));

/** Sends a request with the reader's token. One that has run out is renewed once, where that asks nothing of them. */
export async function respond(from: string, request: RequestInit, timeout = TIMEOUT_MS): Promise<Response> {
  const given = token.get();
  const send = (bearing: string | null) =>
    fetched(from, { ...request, headers: { ...bearer(bearing), ...request.headers } }, timeout);
  const response = await send(given);
  return response.status === 401 && (await mayAskAgain(given)) ? send(token.get()) : response;
}

export const bearer = (given: string | null): Record<string, string> =>
  given ? { authorization: `Bearer ${given}` } : {};

const fetched = (from: string, request: RequestInit, timeout: number): Promise<Response> =>
  fetch(new URL(from, api), { ...request, signal: AbortSignal.timeout(timeout) });

async function textOf(answer: Promise<Response>): Promise<string> {
  let response: Response;
  try {
    response = await answer;
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
