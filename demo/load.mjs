#!/usr/bin/env node
// Loads the demonstration data through the public API, as its roles would: Ukraine files requirements and receipts,
// coordinators review and allocate, donors pledge and deliver. Run again after an interruption, it goes on where it stopped.
// Usage: node demo/load.mjs [--base http://127.0.0.1:7071] [--data .local]
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Api } from './lib/api.mjs';
import { rows } from './lib/csv.mjs';
import { loadBackfill } from './lib/backfill.mjs';
import { loadCoalition } from './lib/coalition.mjs';
import { loadCoProduction } from './lib/coproduction.mjs';
import { dates } from './lib/dates.mjs';
import { inParallel } from './lib/parallel.mjs';
import { loadRequirements } from './lib/requirements.mjs';
import { loadPledge } from './lib/pledges.mjs';
import { loadPools } from './lib/pools.mjs';
import { loadTraining } from './lib/training.mjs';
import { loadUsDeliveries } from './lib/us-deliveries.mjs';

const DONORS_AT_ONCE = 6;

const { values: options } = parseArgs({
  options: { base: { type: 'string', default: 'http://127.0.0.1:7071' }, data: { type: 'string', default: '.local' } },
});
const here = fileURLToPath(new URL('.', import.meta.url));
const read = (file) => JSON.parse(readFileSync(join(here, file), 'utf8'));
const table = (file) => rows(readFileSync(join(here, 'data', file), 'utf8'));

async function main() {
  const started = performance.now();
  mkdirSync(options.data, { recursive: true });
  const api = await Api.connect(options.base, options.data);
  const resolve = dates(anchor());

  const requirements = await loadRequirements(api, read('requirements.json'), resolve);
  console.log(`  UKR ${requirements.size} requirements`);

  const existing = await api.all('coordinator', '/pledges');
  const donors = readdirSync(join(here, 'pledges')).map((file) => basename(file, '.json')).sort();
  let done = 0;
  await inParallel(donors, DONORS_AT_ONCE, async (donor) => {
    const stories = read(`pledges/${donor}.json`);
    for (const story of stories) await loadPledge(api, { donor, story, existing, requirements, resolve });
    console.log(`  ${donor.padEnd(3)} ${String(stories.length).padStart(2)} pledges   (${++done}/${donors.length} donors)`);
  });

  await Promise.all([
    deliveries(api, resolve), force(api, resolve), training(api, existing, resolve), pools(api, existing, resolve), coProduction(api, resolve),
  ]);

  writeFileSync(join(options.data, 'demo-loaded'), new Date().toISOString() + '\n');
  console.log(`Demo data loaded in ${((performance.now() - started) / 1000).toFixed(1)} s (${api.requests} requests).`);
}

/** What the United States were to deliver, what is missing of it, and what is done about that. */
async function deliveries(api, resolve) {
  const flows = await loadUsDeliveries(api, {
    story: read('us-deliveries.json'), allocations: table('us-military-allocations-by-month.csv'), packages: table('us-packages.csv'), resolve,
  });
  console.log(`  USA ${flows} capabilities expected, reported and halted`);
  await loadBackfill(api, { story: read('backfill.json'), resolve });
  console.log('  Gaps weighed, donors asked, a plan computed and confirmed');
}

async function force(api, resolve) {
  const commitments = await loadCoalition(api, { ...read('coalition.json'), resolve });
  console.log(`  ${commitments} commitments to the coalition's force`);
}

async function training(api, existing, resolve) {
  const intakes = await loadTraining(api, { stories: read('training.json'), existing, resolve });
  console.log(`  ${intakes} intakes of training courses`);
}

async function pools(api, existing, resolve) {
  const bought = await loadPools(api, { stories: read('pools.json'), existing, resolve });
  console.log(`  ${bought} pools, what they bought and who pays for it`);
}

async function coProduction(api, resolve) {
  const agreements = await loadCoProduction(api, { stories: read('coproduction.json'), resolve });
  console.log(`  ${agreements} agreements of co-production`);
}

/** The day that relative dates count from: kept beside the data, so that a second run sends the same bodies as the first. */
function anchor() {
  const file = join(options.data, 'demo-started');
  if (!existsSync(file)) writeFileSync(file, new Date().toISOString());
  return new Date(readFileSync(file, 'utf8').trim());
}

try {
  await main();
} catch (error) {
  console.error(`Demo data not loaded: ${error.message}`);
  if (error.cause) console.error(`  cause: ${error.cause.message ?? error.cause}`);
  process.exit(1);
}
