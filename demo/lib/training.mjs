import { setTimeout as pause } from 'node:timers/promises';
import { COORDINATOR } from './parties.mjs';
import { loadPledge } from './pledges.mjs';

const ATTEMPTS = 600;
const STEPS = [
  { do: 'review', decision: 'accept', reason: 'Wanted (demo)' },
  { do: 'formalise', instrument: 'Letter (demo)', legalReference: 'DEMO/training', signedOn: '-1d' },
];

/**
 * Training: places become commitments, courses are published, intakes scheduled on them; Ukraine nominates for the first of
 * each series as soon as nominations are open. Every request has a key of its own, and no step is taken twice.
 */
export async function loadTraining(api, { stories, existing, resolve }) {
  let count = 0;
  for (const { key, donor, pledge, course, intakes } of stories) {
    const story = { key: `training-${key}`, body: pledge, steps: STEPS };
    await loadPledge(api, { donor, story, existing, requirements: new Map(), resolve });
    const places = (await api.all('coordinator', `/pledges?donor=${donor}&kind=training`)).find((one) => one.title === pledge.title);
    const published = await api.create('donor', donor, '/training/courses', { provider: donor, ...course }, `demo-course-${key}`);
    for (const one of intakes) count += await schedule(api, { donor, places, course: published, one: resolve(one) });
  }
  return count;
}

async function schedule(api, { donor, places, course, one }) {
  const { key, contributions = [], nominated, accepted, ...wish } = one;
  const body = { courseId: course.id, pledge: places.id, line: 1, ...wish };
  const { items } = await api.create('donor', donor, '/training/intakes', body, `demo-intake-${key}`);
  const root = `/training/intakes/${items[0].id}`;
  let intake = await api.get('coordinator', root, COORDINATOR);
  for (const gift of contributions) {
    intake = await api.change('donor', gift.donor, root, '/contributions', gift, intake, `demo-intake-${key}-${gift.donor}`);
  }
  intake = await opened(api, root);
  if (intake.status === 'NominationOpen') {
    if (intake.persons.nominated === 0) intake = await api.change('recipient', 'UKR', root, '/nominations', { nominated }, intake, `demo-intake-${key}-nominated`);
    await api.change('donor', donor, root, '/confirmation', { accepted }, intake, `demo-intake-${key}-confirmed`);
  }
  return items.length;
}

/** The intake's orchestration opens nominations within seconds. */
async function opened(api, root) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const intake = await api.get('coordinator', root, COORDINATOR);
    if (intake.status !== 'Scheduled') return intake;
    await pause(500);
  }
  throw new Error(`${root}: nominations did not open`);
}
