// A client as somebody writes one on the types that openapi-typescript makes of /api/openapi.json. It is compiled, not run.
import type { components, paths } from './types';

type Announce = paths['/pledges']['post'];
type Offer = Announce['requestBody']['content']['application/json'];
type Pledge = Announce['responses'][201]['content']['application/json'];
type Problem = components['schemas']['Problem'];

/** With what must be said, and nothing else. */
const offer: Offer = {
  donor: 'NLD',
  kind: 'munitions',
  title: 'Shells from stock',
  validUntil: '2099-01-01T00:00:00Z',
  lines: [{ capability: 'AMMO-155', quantity: 10, deliverBy: '2098-06-01' }],
};

/** Null says the same as leaving it out. */
const withMore: Offer = {
  ...offer, disclosure: 'public', agreement: null,
  lines: [{ ...offer.lines[0]!, lot: null, unitValue: 2800, currency: 'EUR' }],
  conditions: ['if parliament agrees', { text: 'if others reach 30', capability: 'AMMO-155', othersReach: 30 }],
};

// @ts-expect-error a title must be given
const untitled: Offer = { donor: 'NLD', kind: 'munitions', validUntil: '2099-01-01T00:00:00Z', lines: [] };
// @ts-expect-error no such member
const unknown: Offer = { ...offer, colour: 'green' };
// @ts-expect-error no such kind
const odd: Offer = { ...offer, kind: 'gold' };

export async function announce(api: string, token: string): Promise<string> {
  const answer = await fetch(`${api}/pledges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'first' },
    body: JSON.stringify(offer),
  });
  if (!answer.ok) {
    const problem = (await answer.json()) as Problem;
    throw new Error(`${problem.title}: ${problem.detail} ${(problem.errors ?? []).map((e) => e.pointer.slice(1)).join()}`);
  }
  const pledge = (await answer.json()) as Pledge;
  // What an answer has is there, though it may be null: no question marks but where null is meant.
  const text: string = pledge.evidence?.url ?? 'no link';
  const places: number = pledge.lines[0]?.training?.places ?? 0;
  const conditions: (string | null)[] = pledge.conditions.map((condition) => condition.capability);
  // @ts-expect-error null is to be minded
  const agreement: string = pledge.agreement;
  return [pledge.id, pledge.version.toFixed(), text, places, conditions, agreement, pledge.gap?.length].join();
}

export async function gaps(api: string): Promise<number[]> {
  type Gaps = paths['/gaps']['get']['responses'][200]['content']['application/json'];
  const page = (await (await fetch(`${api}/gaps`)).json()) as Gaps;
  // Only where one gap is asked for: it may not be there.
  return page.items.map((gap) => gap.timeline?.length ?? gap.open);
}

export default [withMore, untitled, unknown, odd];
