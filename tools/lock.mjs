// One ./run per data directory: two apps on one Azurite folder would overwrite each other's data.
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RunError, say } from './console.mjs';
import { keyFile } from './services.mjs';

/** Takes the directory; a lock whose owner is gone is taken over, and what works on the directory without owner is ended. */
export async function takeLock(data) {
  const file = join(data, 'run.lock');
  while (!written(file)) {
    const owner = read(file);
    // In a container each start may have the same number.
    if (owner && owner !== process.pid && commandOf(owner).includes('run.mjs')) {
      throw new RunError(`Another ./run (process ${owner}) works on ${data}. Stop it first, or choose another directory: ./run --data DIR`);
    }
    rmSync(file, { force: true });
  }
  await endStrays(data);
  return { release: () => rmSync(file, { force: true }) };
}

/** The app and the Azurite of this directory that a killed ./run left, or is just being rid of. The app first. */
async function endStrays(data) {
  for (const [name, belongs] of [
    ['app', (command) => command.includes('UkraineSupport.Local.dll') && hasPart(command, keyFile(data))],
    ['azurite', (command) => command.includes('azurite.js') && hasPart(command, join(data, 'azurite'))],
  ]) {
    for (const [pid, command] of processes()) {
      if (pid === process.pid || !belongs(command)) continue;
      say(`Ending the ${name} (process ${pid}) that a killed ./run left behind`);
      end(pid, 'SIGTERM');
      for (let waited = 0; commandOf(pid) && waited < 300; waited += 1) await delay(100);
      end(pid, 'SIGKILL');
    }
  }
}

function end(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // gone
  }
}

/** Whole or not at all: nobody reads a lock without its owner. */
function written(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid), { mode: 0o600 });
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine);
  }
}

function read(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return undefined; // released just now
  }
}

/** Every process that can be looked at, with its command line (its parts ended by NUL where /proc is there). */
function processes() {
  if (existsSync('/proc/self/cmdline')) {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), commandOf(name)]);
  }
  return execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).trim().split('\n')
    .map((line) => [Number.parseInt(line, 10), line]);
}

function commandOf(pid) {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Whether one of the arguments is exactly this: another directory's name may begin or end the same. */
const hasPart = (command, part) => (command.includes('\0') ? command.split('\0').includes(part) : ` ${command} `.includes(` ${part} `));
