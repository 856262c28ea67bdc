import { setTimeout as pause } from 'node:timers/promises';
import { COORDINATOR } from './parties.mjs';

const PAUSE_MS = 500;
const PATIENCE_MS = 120_000;

/**
 * What follows from the gaps that the halt leaves: donors are asked, some answer, and a plan matches what is committed to gaps and
 * requirements. Every request has a key of its own, so that a second run finds what the first one did.
 */
export async function loadBackfill(api, { story, resolve }) {
  await Promise.all(story.assessed.map((gap) => assess(api, gap)));
  await Promise.all(story.solicited.map((asked) => solicit(api, asked, resolve)));
  await plan(api, story.plan);
}

async function assess(api, { capability, ...assessment }) {
  const gap = await gapOf(api, capability);
  if (gap.priority === assessment.priority && gap.risk === assessment.risk) return;
  await api.change('coordinator', COORDINATOR, `/gaps/${gap.id}`, '/assessment', assessment, gap, `demo-assessment-${capability}`);
}

async function solicit(api, { capability, deadline, offers, declines }, resolve) {
  let gap = await gapOf(api, capability);
  const root = `/gaps/${gap.id}`;
  if (gap.solicitations.length === 0) {
    const asked = resolve({ deadline, donors: [...offers.map((offer) => offer.donor), ...declines.map((one) => one.donor)] });
    gap = await api.change('coordinator', COORDINATOR, root, '/solicitations', asked, gap, `demo-solicitation-${capability}`);
  }
  for (const { donor, reason } of declines) {
    const own = gap.solicitations[0].donors.find((one) => one.donor === donor);
    if (own?.status === 'Open') gap = await api.change('donor', donor, root, '/solicitations/1/decline', { reason }, gap, `demo-decline-${capability}-${donor}`);
  }
  for (const { donor, body, formalise } of offers) {
    const key = `demo-offer-${capability}-${donor}`;
    if (gap.status === 'Closed' && !gap.offers.some((offer) => offer.donor === donor)) continue;
    let pledge = await api.create('donor', donor, `${root}/offers`, resolve({ donor, ...body }), key);
    pledge = await api.get('donor', `/pledges/${pledge.id}`, donor);
    if (pledge.status === 'Announced') {
      pledge = await api.change('coordinator', COORDINATOR, `/pledges/${pledge.id}`, '/review', { decision: 'accept', reason: 'Answers the gap (demo)' }, pledge, `${key}-review`);
    }
    if (!pledge.commitment) await api.change('donor', donor, `/pledges/${pledge.id}`, '/formalisation', resolve(formalise), pledge, `${key}-formalisation`);
  }
}

async function plan(api, wish) {
  const { id } = await api.create('coordinator', COORDINATOR, '/backfill/plans', wish, 'demo-plan');
  const root = `/backfill/plans/${id}`;
  const leaves = (status) => until(`plan ${id} is past ${status}`, async () => {
    const now = await api.get('coordinator', root, COORDINATOR);
    return now.status === status ? null : now;
  });
  const computed = await leaves('Requested');
  if (computed.status === 'Computed') {
    await api.change('coordinator', COORDINATOR, root, '/confirmation', { reason: 'Agreed among the coordinators (demo)' }, computed, 'demo-plan-confirmation');
  }
  await leaves('Confirming');
}

/** The newest gap of a capability; gaps follow from the deliveries a moment later. */
const gapOf = (api, capability) => until(`there is a gap of ${capability}`, async () => {
  const page = await api.get('coordinator', `/gaps?capability=${capability}&limit=1`, COORDINATOR);
  return page.items[0] ?? null;
});

async function until(what, ask) {
  const started = performance.now();
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (performance.now() - started > PATIENCE_MS) throw new Error(`Not within ${PATIENCE_MS / 1000} s: ${what}`);
    await pause(PAUSE_MS);
  }
}
