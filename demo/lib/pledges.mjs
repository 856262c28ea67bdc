import { COORDINATOR } from './parties.mjs';
import { deliver } from './deliveries.mjs';

/** Announces a donor's pledge, unless it is there already, and takes the steps of its story that have not been taken. */
export async function loadPledge(api, { donor, story, existing, requirements, resolve }) {
  const name = `demo-pledge-${donor}-${story.key}`;
  const listed = existing.find((pledge) => pledge.donor === donor && pledge.title === story.body.title);
  const body = resolve({ donor, ...story.body });
  let pledge = listed
    ? await api.get('donor', `/pledges/${listed.id}`, donor)
    : await api.create('donor', donor, '/pledges', body, name);

  const counts = { allocate: 0, deliver: 0 };
  for (const [index, step] of story.steps.entries()) {
    const nth = step.do in counts ? ++counts[step.do] : 1;
    try {
      pledge = await take({ api, donor, pledge, requirements, nth, key: `${name}-${index + 1}`, step: resolve(step) }) ?? pledge;
    } catch (error) {
      throw new Error(`${donor} ${story.key}, step ${index + 1} (${step.do}): ${error.message}`, { cause: error.cause });
    }
  }
}

/** Takes one step, or nothing when the pledge shows that it was taken before. Answers the pledge as it then stands. */
function take(context) {
  const { api, donor, pledge, requirements, nth, key } = context;
  const { do: action, ...body } = context.step;
  const root = `/pledges/${pledge.id}`;
  const asDonor = (path, content) => api.change('donor', donor, root, path, content, pledge, key);
  const asCoordinator = (path, content) => api.change('coordinator', COORDINATOR, root, path, content, pledge, key);

  switch (action) {
    case 'review': {
      const before = body.decision === 'start' ? ['Announced'] : ['Announced', 'UnderReview'];
      return before.includes(pledge.status) ? asCoordinator('/review', body) : undefined;
    }
    case 'formalise':
      return pledge.commitment ? undefined : asDonor('/formalisation', body);
    case 'allocate':
      return pledge.allocations.length >= nth
        ? undefined
        : asCoordinator('/allocations', { despite: 'Agreed among the coordinators (demo)', ...body, requirement: requirements.get(body.requirement) });
    case 'deliver':
      return deliver({ ...context, body });
    case 'amend':
      return amended(pledge, body) ? undefined : asDonor('/amendment', body);
    case 'withdraw':
      return pledge.status === 'Withdrawn' ? undefined : asDonor('/withdrawal', body);
    default:
      throw new Error(`Unknown step "${action}"`);
  }
}

const amended = (pledge, { lines = [] }) => lines.every((change) => {
  const line = pledge.lines.find((candidate) => candidate.line === change.line);
  return (change.deliverBy ?? line.deliverBy) === line.deliverBy && (change.quantity ?? line.quantity) === line.quantity;
});
