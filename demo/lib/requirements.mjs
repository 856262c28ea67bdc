import { COORDINATOR, RECIPIENT } from './parties.mjs';

/** Files the requirements that are not there yet and brings each to the outcome its story wants. Answers key → id. */
export async function loadRequirements(api, stories, resolve) {
  const existing = await api.all('coordinator', '/requirements');
  const ids = new Map();
  await Promise.all(stories.map(async (story) => {
    const filed = existing.find((requirement) => requirement.title === story.body.title)
      ?? await api.create('recipient', RECIPIENT, '/requirements', resolve(story.body), `demo-requirement-${story.key}`);
    if (filed.status === 'Submitted') await settle(api, story, filed);
    ids.set(story.key, filed.id);
  }));
  return ids;
}

async function settle(api, { outcome, reason }, filed) {
  const root = `/requirements/${filed.id}`;
  switch (outcome) {
    case 'accept':
    case 'reject':
      return api.change('coordinator', COORDINATOR, root, '/validation', { decision: outcome, reason }, filed);
    case 'cancel':
      return api.change('recipient', RECIPIENT, root, '/cancellation', { reason }, filed);
    case 'none':
      return filed;
    default:
      throw new Error(`Unknown outcome "${outcome}" of a requirement`);
  }
}
