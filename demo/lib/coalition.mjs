import { inParallel } from './parallel.mjs';
import { COORDINATOR } from './parties.mjs';

const AT_ONCE = 6;

/**
 * The coalition of the willing: what its force must be able to, what nations commit, and a call for what is short. Every
 * request has a key of its own, and no step is taken twice: a second run finds what the first one did.
 */
export async function loadCoalition(api, { statement, commitments, calls, resolve }) {
  await putStatement(api, statement);
  // By key; who relieves another one stands before it.
  const ids = new Map();
  await inParallel(commitments, AT_ONCE, (story) => {
    const committed = commit(api, story, ids, resolve);
    ids.set(story.key, committed);
    return committed;
  });
  for (const call of calls) await open(api, call, resolve);
  return commitments.length;
}

async function putStatement(api, statement) {
  try {
    await api.get('coordinator', '/coalition/requirements', COORDINATOR);
  } catch (error) {
    if (error.status !== 404) throw error;
    await api.put('coordinator', COORDINATOR, '/coalition/requirements', { ...statement, reason: 'First version (demo)' });
  }
}

/** A commitment, taken as far as its story says: indicated, offered, accepted or ready. */
async function commit(api, { key, nation, upTo, body }, ids, resolve) {
  const wish = { nation, indicated: upTo === 'indicated', ...body, ...(body.successor ? { successor: await ids.get(body.successor) } : {}) };
  const { id } = await api.create('donor', nation, '/coalition/commitments', resolve(wish), `demo-force-${key}`);
  const root = `/coalition/commitments/${id}`;
  let force = await api.get('donor', root, nation);
  if (force.status === 'Offered' && upTo !== 'offered') {
    force = await api.change('coordinator', COORDINATOR, root, '/review', { decision: 'accept', reason: 'Wanted (demo)' }, force, `demo-force-${key}-review`);
  }
  if (force.status === 'Accepted' && upTo === 'ready') {
    await api.change('donor', nation, root, '/readiness', { ready: true, reason: 'At its notice to move (demo)' }, force, `demo-force-${key}-ready`);
  }
  return id;
}

async function open(api, { key, declines, ...wish }, resolve) {
  const { id } = await api.create('coordinator', COORDINATOR, '/coalition/calls', resolve(wish), `demo-call-${key}`);
  const root = `/coalition/calls/${id}`;
  for (const { nation, reason } of declines) {
    const call = await api.get('donor', root, nation);
    if (call.nations.find((one) => one.nation === nation)?.status === 'Open') {
      await api.change('donor', nation, root, '/decline', { reason }, call, `demo-call-${key}-${nation}`);
    }
  }
}
