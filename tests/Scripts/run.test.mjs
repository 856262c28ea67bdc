// ./run on a fresh copy of the repository, as somebody meets it for the first time.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../tools/root.mjs';
import { commands, linesOf, put, settings } from './dashboards.mjs';

const leftOut = new Set(['bin', 'obj', 'artifacts', 'node_modules', '.git', '.local', 'TestResults']);
let place; // with a space in its name
let copy;
let data;
let port;
let queuePort;
let storage; // the connection string that it prints
let running;

before(async () => {
  place = mkdtempSync(join(tmpdir(), 'ukraine support '));
  copy = join(place, 'copy');
  data = join(place, 'the data');
  cpSync(root, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
  [port, queuePort] = [await freePort(), await freePort()];
});

after(async () => {
  if (running) await stop('SIGTERM');
  rmSync(place, { recursive: true, force: true });
});

test('on a fresh copy it installs, builds, starts and says where everything is', async () => {
  const output = await start('--empty', '--queue-port', String(queuePort));

  storage = /^ +(Default\S+)$/m.exec(output())[1];
  assert.match(storage, new RegExp(`QueueEndpoint=http://127.0.0.1:${queuePort}/`));
  for (const words of [`http://localhost:${port}/api/page/`, './run token', 'support-events, support-events-site, support-events-press', 'app.log', 'Ctrl-C']) assert.match(output(), new RegExp(words));
  assert.equal((await fetch(`${base()}/ready`)).status, 200);
});

test('a token minted for its data directory is accepted, and what is stored is there', async () => {
  await announce(pledge());
});

test('the dashboards of the guide work as typed: each says every public event, once and in order', async () => {
  const { id } = await announce({ ...pledge(), donor: 'LTU', disclosure: 'public' });
  const consumers = [['support-events-site', 'dotnet run'], ['support-events-press', 'npm start']];
  await Promise.all(consumers.map(async ([queue, words]) => {
    for (const sequence of [2, 1, 2, 3]) {
      await put(storage, queue, { id: `pledge-made-up/${sequence}`, subject: 'pledge-made-up', sequence: `${sequence}`, type: 'test', time: new Date().toISOString() });
    }
    const typed = commands(words);
    assert.ok(typed.includes(queue) && typed.includes('UseDevelopmentStorage=true'), typed);
    const env = { XDG_DATA_HOME: place, MSBUILDDISABLENODEREUSE: '1', UseSharedCompilation: 'false' };
    const lines = await linesOf(typed.replace('UseDevelopmentStorage=true', storage), copy, env,
      (so) => so.some((line) => line.includes('pledge-made-up 3')) && so.some((line) => line.includes(id)));
    const said = lines.flatMap((line) => line.match(/pledge-\S+ \d+/) ?? []);
    assert.deepEqual(said.toSorted(), [`${id} 1`, 'pledge-made-up 1', 'pledge-made-up 2', 'pledge-made-up 3'].toSorted(), queue);
    assert.deepEqual(said.filter((one) => one.includes('made-up')).map((one) => one.at(-1)), ['1', '2', '3']);
  }));
});

test('a second one on the same port is told so at once', () => {
  const { status, stderr } = runNow('--port', String(port), '--data', join(place, 'other data'));
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`Port ${port} is in use`));
});

test('a second one on the same data is told so at once', async () => {
  const { status, stderr } = runNow('--port', String(await freePort()), '--data', data);
  assert.equal(status, 1);
  assert.match(stderr, /Another \.\/run \(process \d+\)/);
});

test('SIGTERM stops everything', async () => {
  assert.equal(await stop('SIGTERM'), 0);
  assert.deepEqual(leftovers(), []);
});

test('a second start goes on where the first stopped', async (t) => {
  const started = performance.now();
  await start('--empty');
  t.diagnostic(`ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);

  const answer = await fetch(`${base()}/pledges?donor=NLD`, { headers: await authorization('coordinator', 'NLD') });
  assert.deepEqual((await answer.json()).items.map((item) => item.title), [pledge().title]);
});

test('Ctrl-C stops everything', async () => {
  assert.equal(await stop('SIGINT'), 0);
  assert.deepEqual(leftovers(), []);
});

test('when the app dies it says so, shows its log and stops the rest', async () => {
  const output = await start('--empty');
  const ended = once(running);
  process.kill(pidOf('UkraineSupport.Functions.dll'), 'SIGKILL');

  assert.equal(await ended, 1);
  running = undefined;
  assert.match(output(), /The app ended by itself \(by SIGKILL\)/);
  await gone();
});

test('killed itself, it leaves nothing behind, and the next start takes the data over', async () => {
  await start('--empty');
  await stop('SIGKILL');
  await gone();

  await start('--empty');
  await stop('SIGTERM');
});

test('ended at any moment of its start, it leaves nothing behind', async (t) => {
  // What it says last, and up to how many milliseconds later it is ended.
  const moments = [['', 400], ['Starting Azurite', 200], ['Starting Azurite', 2000], ['Starting the app', 3000]];
  for (let round = 0; round < (process.env.SOAK === '1' ? 40 : 4); round += 1) {
    const [words, upTo] = moments[round % moments.length];
    const signal = round % 8 < 4 === (round % 2 === 0) ? 'SIGKILL' : 'SIGTERM';
    const wait = Math.random() * upTo;
    await startUntil(words, '--empty');
    await delay(wait);
    await stop(signal);
    t.diagnostic(`${signal} ${wait.toFixed(0)} ms after "${words}"`);
    await gone();
  }
});

test('killed together with what watches it, it leaves strays, which the next start ends', async () => {
  await start('--empty');
  process.kill(pidOf('when-run-dies.sh'), 'SIGKILL');
  await stop('SIGKILL');
  assert.ok(pidOf('azurite.js') && pidOf('UkraineSupport.Local.dll'), 'there are strays');

  const output = await start('--empty');
  assert.match(output(), /Ending the app \(process \d+\)[^]*Ending the azurite \(process \d+\)/);
  await stop('SIGTERM');
  await gone();
});

test('without --empty the demonstration data is there', async (t) => {
  data = join(place, 'demo data');
  const started = performance.now();
  await start();
  t.diagnostic(`ready with the demo after ${((performance.now() - started) / 1000).toFixed(1)} s`);

  assert.ok(existsSync(join(data, 'demo-loaded')));
  const page = await (await fetch(`${base()}/pledges?limit=200`, { headers: await authorization('coordinator', 'NLD') })).json();
  assert.ok(new Set(page.items.map((item) => item.donor)).size >= 12, 'a dozen donors');
});

test('the backup and the restore of the guide work as typed, and what is restored reads as it did', async (t) => {
  const backups = join(place, 'backups');
  // What follows from the demonstration's last changes is there once nothing changes for a while.
  for (let was; was !== (was = JSON.stringify(await everything())); ) await delay(5000);
  assert.match(none('backup'), /No \.\/run works on/);
  const [taken, seconds] = timed(() => typed('./run backup', '--data', data));
  t.diagnostic(`taken in ${seconds} s: ${taken.stdout.trim()}`);
  assert.equal(taken.status, 0, taken.stderr);
  const [file] = readdirSync(backups);
  assert.match(taken.stdout, new RegExp(`${file}: \\d+ aggregates with \\d+ events as of .+\\nSHA-256 [0-9a-f]{64}\\n`));
  assert.equal(statSync(join(backups, file)).mode & 0o777, 0o600);
  const read = await everything();
  const full = typed('./run restore', '--data', data);
  assert.deepEqual([full.status, /into empty storage only/.test(full.stderr)], [1, true], full.stderr);
  assert.equal(await stop('SIGTERM'), 0);

  data = join(place, 'restored data');
  await start('--empty');
  const [restored, took] = timed(() => typed('./run restore', '--data', data));
  t.diagnostic(`restored in ${took} s: ${restored.stdout.trim()}`);
  assert.equal(restored.status, 0, restored.stderr);
  for (const limit = performance.now() + 60_000; (await fetch(`${base()}/ready`)).status !== 200; await delay(200)) {
    assert.ok(performance.now() < limit, 'it is served');
  }
  assert.deepEqual(await everything(), read);
  const { status, stdout } = runNow('check', '--port', String(port), '--data', data);
  assert.deepEqual([status, / 0 differences/.test(stdout)], [0, true], stdout);
  assert.equal(await stop('SIGTERM'), 0);
});

test('the erasure of the guide works as typed: a person is in no history any more, and all of them hold', async (t) => {
  data = join(place, 'demo data');
  await start();
  assert.match(none('erase', '--subject', 'x', '--reason', 'y'), /No \.\/run works on/);
  const [counting, erasing] = guide('./run erase --subject');
  const headers = await authorization('coordinator', 'NATO');
  // While a command ran, the app may have closed the connection that is kept open: once more.
  const get = (path) => fetch(`${base()}/${path}`, { headers }).catch(() => fetch(`${base()}/${path}`, { headers }));
  const { items: [pledge] } = await (await get('pledges?donor=NLD')).json();
  const history = async () => (await get(`pledges/${pledge.id}/history?limit=200`)).text();
  const person = /--subject (\S+)/.exec(counting)[1];
  assert.ok((await history()).includes(`"${person}"`), person);
  const counted = typedLine(counting, '--data', data);
  assert.match(counted.stdout, /It would go from [1-9]\d* events.*Nothing is erased yet/, counted.stderr);
  assert.ok((await history()).includes(`"${person}"`), 'nothing is erased yet');

  const [erased, took] = timed(() => typedLine(erasing, '--data', data));
  t.diagnostic(`erased in ${took} s: ${erased.stdout.trim()}`);
  assert.equal(erased.status, 0, erased.stderr);
  assert.match(erased.stdout, /^Erased: [1-9]\d* events/);
  const left = await history();
  assert.ok(!left.includes(person) && left.includes('"[erased]"') && /"intact":true/.test(left), left);
  const [text] = guide('./run erase --event').map((line) => line.replace(/pledge-\S+/, `${pledge.id}/1`));
  const titled = typedLine(text, '--data', data);
  assert.equal(titled.status, 0, titled.stderr);
  assert.equal((await (await get(`pledges/${pledge.id}`)).json()).title, '[erased]');
  for (const line of [...guide('./run erase --list'), ...guide('./run erase --again')]) {
    const { status, stderr, stdout } = typedLine(line, '--data', data);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /[1-9]\d* texts that were erased|^Erased: 0 events/);
  }
  const { status, stdout } = runNow('check', '--port', String(port), '--data', data);
  assert.deepEqual([status, / 0 differences/.test(stdout)], [0, true], stdout);
  assert.equal(await stop('SIGTERM'), 0);
});

test('a port that is no port, and an unknown option, are refused', () => {
  assert.equal(runNow('--port', '80000').status, 2);
  assert.match(runNow('--queue-port', 'x').stderr, /--queue-port x: a number/);
  assert.match(runNow('--table-port', '7071').stderr, /another option has this port/);
  assert.equal(runNow('--bogus').status, 2);
});

/** A command of the guide to operations, with its file and its data directory where this test has them. */
function typed(words, ...options) {
  return typedLine(guide(words)[0].replace(/ --data \S+/, ''), ...options);
}

/** The lines of the guide to operations that begin so. */
const guide = (words) => readFileSync(join(copy, 'docs', 'operations.md'), 'utf8').split('\n').filter((one) => one.startsWith(words));

function typedLine(line, ...options) {
  const args = line.match(/"[^"]*"|\S+/g).slice(1).map((arg) => arg.replaceAll('"', '')).map((arg) => (arg.endsWith('.zip') ? join('backups', readdirSync(join(place, 'backups'))[0]) : arg));
  return spawnSync(join(copy, 'run'), [...args, ...options], { encoding: 'utf8', cwd: place, timeout: 600_000 });
}

const none = (...command) => runNow(...command, '--data', join(place, 'no data')).stderr;

function timed(work) {
  const started = performance.now();
  return [work(), ((performance.now() - started) / 1000).toFixed(1)];
}

/** What a coordinator reads in lists and figures, without cursors, which are sealed anew. */
async function everything() {
  const headers = await authorization('coordinator', 'NATO');
  const paths = ['pledges', 'requirements', 'gaps', 'backfill/plans', 'training/intakes', 'coalition/commitments', 'coproduction/agreements', 'us-deliveries', 'insights/ledgers', 'insights/shares', 'insights/donors', 'insights/capabilities'];
  return Promise.all(paths.map(async (path) => {
    const answer = await fetch(`${base()}/${path}`, { headers });
    assert.equal(answer.status, 200, path);
    return (await answer.text()).replace(/"(cursor|at)":"[^"]*"/g, '');
  }));
}

const base = () => `http://127.0.0.1:${port}/api`;

const start = (...options) => startUntil('Ctrl-C stops everything.', ...options);

async function startUntil(words, ...options) {
  let output = '';
  const env = { ...process.env, ...settings(commands('./run')) };
  running = spawn(join(copy, 'run'), ['--port', String(port), '--data', data, ...options], { cwd: tmpdir(), env });
  running.stdout.on('data', (text) => (output += text));
  running.stderr.on('data', (text) => (output += text));
  const limit = performance.now() + 600_000;
  while (!output.includes(words)) {
    assert.equal(running.exitCode, null, output);
    assert.ok(performance.now() < limit, `not ready:\n${output}`);
    await delay(50);
  }
  return () => output;
}

async function stop(signal) {
  const ended = once(running);
  running.kill(signal);
  running = undefined;
  return ended;
}

const once = (child) => new Promise((done) => child.once('close', (code) => done(code)));

const runNow = (...options) => spawnSync(join(copy, 'run'), options, { encoding: 'utf8', cwd: tmpdir(), timeout: 60_000 });

async function authorization(role, party) {
  const { stdout } = runNow('token', '--role', role, '--party', party, '--data', data);
  return { authorization: `Bearer ${stdout.trim()}` };
}

async function announce(body) {
  const answer = await fetch(`${base()}/pledges`, {
    method: 'POST', headers: { ...(await authorization('donor', body.donor)), 'content-type': 'application/json', 'idempotency-key': body.donor },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  assert.equal(answer.status, 201, text);
  return JSON.parse(text);
}

/** Command lines of processes that belong to this copy. */
function leftovers() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid)).map(commandOf)
    .filter((command) => command.includes(place));
}

function pidOf(words) {
  return Number(readdirSync('/proc').find((name) => /^\d+$/.test(name) && commandOf(name).includes(words) && commandOf(name).includes(place)));
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

async function gone() {
  for (const limit = performance.now() + 60_000; leftovers().length > 0; await delay(100)) {
    assert.ok(performance.now() < limit, `still there: ${leftovers().join('\n')}`);
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => done(free));
    });
  });
}

function pledge() {
  const day = (fromNow) => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);
  return {
    donor: 'NLD', kind: 'munitions', title: 'Kept over a restart', modality: 'stock', validUntil: '2099-01-01', disclosure: 'coalition',
    evidence: { level: 'reported' }, conditions: [], caveats: [],
    lines: [{ capability: 'AMMO-155', quantity: 10, deliverBy: day(30) }],
  };
}
