// `./run`: builds what changed, starts Azurite and the app on one data directory, loads the demo, and stops it all again.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { appSettings, startApp, startAzurite, storageFile } from './services.mjs';
import { assertPortFree, buildApp, buildPage, checkTools, installPackages } from './prepare.mjs';
import { root } from './root.mjs';
import { takeLock } from './lock.mjs';
import { RunError, say, step } from './console.mjs';
import { runStep } from './steps.mjs';
import { ensureKeys } from './token.mjs';
import { endWatchdog, startWatchdog } from './watchdog.mjs';

const help = `./run [--port N] [--data DIR] [--empty]     starts everything; Ctrl-C stops everything
./run token --role ROLE [--party PARTY]    prints a development token (./run token --help)
./run rebuild, ./run check                 lists and totals made anew, or checked, while it runs
./run backup [FILE or DIR]                 everything that is stored, into a file, while it runs
./run restore FILE                         such a file into one without records (./run backup --help)

  --port N         where the API and the page listen (default 7071)
  --queue-port N   where the emulator's queues listen, for a dashboard that reads them (default: a free port)
  --blob-port N    the same of its blobs
  --table-port N   the same of its tables
  --data DIR       where all data, keys and logs are kept (default .local in the repository)
  --empty          do not load the demonstration data
  --help           this text

A second start on the same data directory goes on where the first stopped.
Settings come from the environment: Deadlines__Review=00:00:30 ./run makes the review deadline half a minute
(local.settings.sample.json names them all).`;

const running = []; // in the order of stopping
let lock;
let storage; // word of it, for ./run backup
let stopping;

/** Ends what runs, the app before its storage, so that Azurite writes down everything the app stored. */
function stopAll() {
  stopping ??= (async () => {
    if (storage) rmSync(storage, { force: true });
    for (const service of running) await service.stop();
    await endWatchdog();
    lock?.release();
  })();
  return stopping;
}

async function leave(code, message) {
  if (message) say(message);
  await stopAll();
  process.exit(code);
}

function stopOnSignals() {
  let asked = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked += 1;
      if (asked === 1) leave(0, '\nStopping: first the app, then Azurite …').then(undefined, fail);
      else if (asked === 3) running.forEach((service) => service.kill());
    });
  }
}

function options() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7071' }, 'queue-port': { type: 'string' }, 'blob-port': { type: 'string' }, 'table-port': { type: 'string' },
      data: { type: 'string' }, empty: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const asked = ['port', 'blob-port', 'queue-port', 'table-port'].filter((name) => values[name] !== undefined);
  const ports = Object.fromEntries(asked.map((name) => [name, portOf(name, values[name])]));
  const twice = asked.find((name, at) => asked.findIndex((other) => ports[other] === ports[name]) < at);
  if (twice) throw new RunError(`--${twice} ${ports[twice]}: another option has this port.`, 2);
  return { ports, port: ports.port, data: resolve(values.data ?? join(root, '.local')), empty: values.empty };
}

function portOf(name, text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new RunError(`--${name} ${text}: a number from 1 to 65535.`, 2);
  return port;
}

async function loadDemo(base, data) {
  const loader = join(root, 'demo', 'load.mjs');
  const marker = join(data, 'demo-loaded');
  if (!existsSync(loader) || existsSync(marker)) return;
  say('Loading the demonstration data through the API (only the first time; --empty leaves it out)');
  try {
    await runStep(process.execPath, [loader, '--base', base, '--data', data], { show: true });
    if (!existsSync(marker)) writeFileSync(marker, `${new Date().toISOString()}\n`);
  } catch (error) {
    if (stopping) return;
    say(`${error.message}\nThe app runs on; the next ./run takes the loading up where it stopped.`);
  }
}

function welcome({ port, data }, storage) {
  const dashboards = Object.entries(process.env).filter(([name, value]) => /^Dashboards__\w+__Name$/.test(name) && value).sort();
  const queues = ['support-events', ...dashboards.map(([, name]) => `support-events-${name}`)];
  const where = data === join(root, '.local') ? '' : ` --data '${data}'`;
  say(`
Ready.
  Page        http://localhost:${port}/api/page/
  API         http://localhost:${port}/api/       (/api/ready: whether it can do its work)
  A token     ./run token --role donor --party NLD${where}
  Events      ${queues.join(', ')} (docs/guide-for-dashboards.md); the key is every emulator's, no secret:
              ${storage}
  Data        ${data}
  Logs        ${join(data, 'logs', 'app.log')}
              ${join(data, 'azurite', 'azurite.log')}

Ctrl-C stops everything.`);
}

async function main() {
  const wanted = options();
  const { ports, port, data, empty } = wanted;
  stopOnSignals();
  startWatchdog();
  mkdirSync(data, { recursive: true });
  lock = await takeLock(data);
  for (const [name, asked] of Object.entries(ports)) await assertPortFree(name, asked);
  await checkTools();
  await installPackages();
  await buildPage();
  const dlls = await buildApp();
  ensureKeys(data);

  const onDeath = (service) => leave(1, `\n${service.name} ended by itself (${service.ending()}). The end of its log, ${service.log}:\n${service.tail()}`).catch(fail);
  const azurite = await step('Starting Azurite', () => startAzurite(data, ports, running, onDeath));
  storage = storageFile(data);
  writeFileSync(storage, `${azurite.connectionString}\n`, { mode: 0o600 });
  const app = await step('Starting the app', () =>
    startApp({ dlls, port, data, running, onDeath, settings: appSettings(azurite.connectionString, data) }));
  if (!empty) await loadDemo(`http://127.0.0.1:${port}`, data);
  if (!stopping && app.alive) welcome(wanted, azurite.connectionString);
}

async function fail(error) {
  if (stopping) return;
  const known = error instanceof RunError || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(known ? error.message : error.stack);
  await stopAll();
  process.exit(error.exitCode ?? (known && !(error instanceof RunError) ? 2 : 1));
}

main().catch(fail);
