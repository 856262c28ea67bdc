// The two processes that stay: Azurite and the app. Each in a process group of its own, so that a Ctrl-C in the
// terminal reaches only ./run, which then stops them in the right order.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RunError } from './console.mjs';
import { root } from './root.mjs';
import { privateKeyFile, publicKeyFile } from './token.mjs';
import { watch } from './watchdog.mjs';

const account = 'devstoreaccount1';
// Not a secret: the emulator's documented key, the same on every machine.
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

class Service {
  constructor(name, log, command, args, options, onDeath) {
    Object.assign(this, { name, log, alive: true });
    if (existsSync(log)) renameSync(log, `${log}.previous`);
    const out = openSync(log, 'a');
    this.child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', out, out] });
    watch(this.child);
    closeSync(out);
    this.ended = new Promise((done) => {
      const over = () => {
        this.alive = false;
        if (!this.expected) onDeath(this);
        done();
      };
      this.child.once('exit', over);
      this.child.once('error', (error) => {
        this.failure = error.message;
        over();
      });
    });
  }

  get pid() {
    return this.child.pid;
  }

  ending() {
    return this.failure ?? (this.child.signalCode ? `by ${this.child.signalCode}` : `exit code ${this.child.exitCode}`);
  }

  tail() {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8').split('\n').slice(-25).join('\n') : '';
  }

  kill() {
    this.child.kill('SIGKILL');
  }

  async stop() {
    this.expected = true;
    if (!this.alive) return;
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.kill(), 30_000);
    await this.ended;
    clearTimeout(patience);
  }

  /** Asks again and again until the answer is yes or the process ends. */
  async until(ready, seconds) {
    for (const limit = performance.now() + seconds * 1000; ; await delay(50)) {
      if (!this.alive || this.expected) throw new RunError(`${this.name} did not start.`);
      if (await ready()) return;
      if (performance.now() > limit) throw new RunError(`${this.name} is not ready after ${seconds} s. The end of its log, ${this.log}:\n${this.tail()}`);
    }
  }
}

/** Starts Azurite on the ports asked for, otherwise on free ones, with its data and log in DATA/azurite. */
export async function startAzurite(data, ports, running, onDeath) {
  const location = join(data, 'azurite');
  mkdirSync(location, { recursive: true });
  const free = await freePorts(3);
  const [blob, queue, table] = ['blob-port', 'queue-port', 'table-port'].map((name, at) => ports[name] ?? free[at]);
  const script = join(root, 'node_modules', 'azurite', 'dist', 'src', 'azurite.js');
  const args = [
    script, '--location', location, '--blobPort', blob, '--queuePort', queue, '--tablePort', table,
    '--disableTelemetry', '--skipApiVersionCheck', '--silent',
  ];
  const service = new Service('Azurite', join(location, 'azurite.log'), process.execPath, args.map(String), { cwd: location }, onDeath);
  running.push(service);
  await service.until(async () => (await Promise.all([blob, queue, table].map(answers))).every(Boolean), 60);
  const endpoint = (name, port) => `${name}Endpoint=http://127.0.0.1:${port}/${account};`;
  service.connectionString = `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};`
    + endpoint('Blob', blob) + endpoint('Queue', queue) + endpoint('Table', table);
  return service;
}

/** Where the ./run that works on a data directory leaves word of its storage, as long as it runs. */
export const storageFile = (data) => join(data, 'run.storage');

const provider = 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__';

/** Argument of the app that names its data directory to whoever looks for it. */
export const keyFile = (data) => `--Access:DevelopmentKeyFile=${publicKeyFile(data)}`;

export const appSettings = (connectionString, data) => ({
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated',
  AzureWebJobsStorage: connectionString,
  // A full disk loses what the emulator said it has: changes wait before it is.
  Storage__Folder: join(data, 'azurite'),
  // One machine: one partition, looked at twenty times a second, and what a kill interrupted goes on within ten seconds.
  // In Azure each look costs: host.json has the values for there.
  [`${provider}partitionCount`]: '1',
  [`${provider}maxQueuePollingInterval`]: '00:00:00.200',
  [`${provider}controlQueueVisibilityTimeout`]: '00:00:10',
  [`${provider}workItemQueueVisibilityTimeout`]: '00:00:10',
  // Everybody is on this machine.
  Limits__ExemptLoopback: process.env.Limits__ExemptLoopback ?? 'true',
});

/** Starts the built app and waits until it can do its work. */
export async function startApp({ dlls, port, data, running, onDeath, settings }) {
  const logs = join(data, 'logs');
  mkdirSync(logs, { recursive: true });
  // With it the page lets everybody on this machine choose who they are; beside an authority the app refuses it.
  const signing = process.env.Access__Authority ? {} : { Access__DevelopmentSigningKeyFile: privateKeyFile(data) };
  const env = { ...process.env, DOTNET_NOLOGO: '1', ...settings, ...signing };
  const service = new Service('The app', join(logs, 'app.log'), 'dotnet', [...dlls, '--port', String(port), keyFile(data)], { cwd: join(dlls[0], '..'), env }, onDeath);
  running.unshift(service);
  await service.until(async () => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/api/ready`, { signal: AbortSignal.timeout(5000) })).ok;
    } catch {
      return false;
    }
  }, 120);
  return service;
}

function answers(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true));
    socket.once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => done(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
