// One ./run per data directory: two apps on one Azurite folder would overwrite each other's data.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RunError, say } from './console.mjs';

/** Takes the directory; a lock whose owner is gone is taken over, and what the owner left running is ended. */
export async function takeLock(data) {
  const file = join(data, 'run.lock');
  const mine = { pid: process.pid };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      await clearStale(file, data);
    }
  }
  const write = () => writeFileSync(file, JSON.stringify(mine));
  return {
    /** Remembers a child, so that a successor can end it if we are killed. */
    note: (children) => write(Object.assign(mine, children)),
    release: () => rmSync(file, { force: true }),
  };
}

async function clearStale(file, data) {
  const owner = read(file);
  if (owner.pid && commandOf(owner.pid).includes('run.mjs')) {
    throw new RunError(`Another ./run (process ${owner.pid}) works on ${data}. Stop it first, or choose another directory: ./run --data DIR`);
  }
  for (const [name, marker] of [['app', 'UkraineSupport.Functions.dll'], ['azurite', 'azurite.js']]) {
    if (owner[name] && commandOf(owner[name]).includes(marker)) await end(owner[name], name);
  }
  rmSync(file, { force: true });
}

async function end(pid, name) {
  say(`Ending the ${name} (process ${pid}) that a killed ./run left behind`);
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; commandOf(pid) && waited < 300; waited += 1) await delay(100);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {}; // half written by a killed owner, or released just now
  }
}

function commandOf(pid) {
  try {
    const proc = `/proc/${pid}/cmdline`;
    if (existsSync('/proc/self/cmdline')) return existsSync(proc) ? readFileSync(proc, 'utf8') : '';
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
