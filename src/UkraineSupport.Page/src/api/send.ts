import type { paths } from './schema';
import { respond } from './client';

const TIMEOUT_MS = 30_000;

type Sent<P> = P extends { post: { requestBody: { content: { 'application/json': infer B } } } } ? B : never;

/** The routes that take a POST with JSON, and what they take. */
export type Command = { [P in keyof paths]: Sent<paths[P]> extends never ? never : P }[keyof paths];
export type Body<P extends Command> = Sent<paths[P]>;

/** What the register says of one field: a JSON pointer into what was sent, and what is wrong there. */
export interface Fault {
  pointer: string;
  detail: string;
}

/** What came of sending something. */
export type Outcome =
  | { kind: 'done'; value: any }
  | { kind: 'refused'; status: number; code: string; detail: string; faults: Fault[] }
  /** No answer, or none that says what came of it: it may have arrived. Sent again under its key it counts once. */
  | { kind: 'unknown' };

export interface Sending {
  /** Names what is sent: the same under the same key counts once. */
  key: string;
  /** The version that it changes, as it was read. */
  etag?: string | undefined;
  body: string;
}

/** A record with the version that a change of it names. */
export interface Versioned<R> {
  etag: string;
  value: R;
}

export async function send(to: string, { key, etag, body }: Sending): Promise<Outcome> {
  try {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(etag ? { 'if-match': etag } : {}),
    };
    const response = await respond(to, { method: 'POST', headers, body }, TIMEOUT_MS);
    const answer = await response.json();
    if (response.ok) return { kind: 'done', value: answer };
    return response.status >= 500 ? { kind: 'unknown' } : refused(response.status, answer);
  } catch {
    return { kind: 'unknown' };
  }
}

interface Problem {
  type?: string;
  detail?: string;
  errors?: Fault[];
}

const refused = (status: number, { type, detail, errors }: Problem): Outcome => ({
  kind: 'refused',
  status,
  code: type?.split(':').at(-1) ?? '',
  detail: detail ?? String(status),
  faults: errors ?? [],
});

/** Reads a record as it is now; null when there is none, or none for this reader. */
export async function readVersion<R>(from: string): Promise<Versioned<R> | null> {
  const response = await respond(from, { cache: 'no-store' }, TIMEOUT_MS);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(String(response.status));
  return { etag: response.headers.get('etag')!, value: (await response.json()) as R };
}
