// `./run rebuild` and `./run check`: has the running app make its read models anew, or say where they are wrong.
import { resolve, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { mint } from './token.mjs';
import { root } from './root.mjs';

const help = `./run rebuild [--port N] [--data DIR]   makes all read models (lists, totals) anew while the app runs
./run check [--port N] [--data DIR]     compares them with what they are made from, and says what differs

  --port N     where the app listens (default 7071)
  --data DIR   the data directory of the app (default .local in the repository)`;

const ended = ['Completed', 'Failed', 'Terminated'];

/** Starts it, waits for its end, and says what came of it; the exit code is 0 only if all is well. */
export async function readModelsCommand(what, args) {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string', default: '7071' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void console.log(help);
  const data = resolve(values.data ?? join(root, '.local'));
  const authorization = `Bearer ${mint({ role: 'administrator', hours: 12, data })}`;
  const base = `http://127.0.0.1:${values.port}/api/admin/read-models`;

  const before = await ask(base, { headers: { authorization } });
  await ask(`${base}/${what}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: `./run ${what}` }),
  });
  let now;
  do {
    await pause(1000);
    now = await ask(base, { headers: { authorization } });
  } while (now[what]?.startedAt === before[what]?.startedAt || !ended.includes(now[what].status));
  if (now[what].status !== 'Completed') throw new Error(`It ended as ${now[what].status}; logs/app.log says why.`);
  if (what === 'rebuild') return void console.log(`The read models are made anew: generation ${now.generation}.`);

  const { aggregates, found, differences } = now.check.result;
  console.log(`${aggregates} aggregates looked at, ${found} differences.`);
  for (const { id, what: difference } of differences) console.log(`  ${id} ${difference}`);
  if (found > differences.length) console.log(`  … and ${found - differences.length} more`);
  if (found > 0) process.exitCode = 1;
}

async function ask(address, request) {
  const answer = await fetch(address, request).catch((error) => {
    throw new Error(`Nothing answers at ${address} (${error.cause?.code ?? error.message}): is ./run running, on that port?`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${JSON.parse(text || '{}').detail ?? text}`);
  return JSON.parse(text);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  readModelsCommand(process.argv[2], process.argv.slice(3)).catch((error) => {
    console.error(error.code?.startsWith('ERR_PARSE_ARGS') ? `${error.message}\n\n${help}` : error.message);
    process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
  });
}
