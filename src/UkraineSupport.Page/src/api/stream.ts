import { address, type Answer, api, bearer, refusal, Unreachable } from './client';
import { token } from './token';

type FeedPage = Answer<'/events'>;
export type LiveEvent = FeedPage['items'][number];

/** A sign of life comes every 15 seconds: after twice that without one the connection is dead. */
const DEAD_MS = 30_000;
const RETRY_MS = 1_000;

export interface Take {
  event(event: LiveEvent): void;
  /** All up to here was taken: the next stream goes on from it. */
  moved(id: string): void;
}

/** What happened after a cursor, or the newest; and the register's own time. */
export async function readEvents(
  query: { after?: string; limit: number },
  signal: AbortSignal,
): Promise<{ page: FeedPage; now: number }> {
  const answer = await request(address('/events', undefined, query), {}, signal);
  return { page: (await answer.json()) as FeedPage, now: Date.parse(answer.headers.get('date') ?? '') || Date.now() };
}

/** Reads one stream to its end, which the register sets after some minutes; gives how long to wait before the next. */
export async function listen(after: string, take: Take, signal: AbortSignal): Promise<number> {
  const dead = new AbortController();
  let alive = setTimeout(() => dead.abort(), DEAD_MS);
  let pause = RETRY_MS;
  try {
    const headers = { 'last-event-id': after };
    const answer = await request('events/stream', headers, AbortSignal.any([signal, dead.signal]));
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ; ) {
      const { done, value } = await reader.read();
      // What is left of a stream that was given up is not taken: somebody else may read by now.
      if (done || signal.aborted) return pause;
      clearTimeout(alive);
      alive = setTimeout(() => dead.abort(), DEAD_MS);
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) pause = read(block, take) ?? pause;
    }
  } finally {
    clearTimeout(alive);
  }
}

/** What stands between two empty lines. Its id is taken after the event, so that a cut between loses nothing. */
function read(block: string, take: Take): number | undefined {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
  if (fields.has('data')) take.event(JSON.parse(fields.get('data')!) as LiveEvent);
  if (fields.has('id')) take.moved(fields.get('id')!);
  return fields.has('retry') ? Number(fields.get('retry')) : undefined;
}

async function request(from: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(new URL(from, api), { headers: { ...bearer(token.get()), ...headers }, signal });
  } catch (error) {
    throw new Unreachable(String(error));
  }
  if (!answer.ok) throw await refusal(answer);
  return answer;
}
