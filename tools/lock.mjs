// One ./run per data directory: two apps on one Azurite folder would overwrite each other's data.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RunError, say } from './console.mjs';

/** Takes the directory; a lock whose owner is gone is taken over, and what works on the directory without owner is ended. */
export async function takeLock(data) {
  const file = join(data, 'run.lock');
  while (!written(file)) {
    const owner = read(file);
    if (owner && commandOf(owner).includes('run.mjs')) {
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
    ['app', (pid) => environmentOf(pid).includes(`Access__DevelopmentKeyFile=${join(data, 'keys')}`)],
    ['azurite', (pid, command) => command.includes('azurite.js') && command.includes(join(data, 'azurite'))],
  ]) {
    for (const [pid, command] of processes()) {
      if (pid === process.pid || command.includes('run.mjs') || !belongs(pid, command)) continue;
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

function written(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
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

function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // somebody else's, gone, or no /proc
  }
}
