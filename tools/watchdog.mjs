// Whatever ./run starts ends with it, at whatever moment and however it is ended: a shell that is started before all else
// waits for the end of a pipe that only ./run holds. So there is nothing that ./run would have to do for it when it dies.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.mjs';

let shell;

/** Starts the watch; before it, and in other programs than ./run, nothing is watched. */
export function startWatchdog() {
  shell = spawn('sh', [join(root, 'tools', 'when-run-dies.sh')], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.stdin.on('error', () => {}); // killed by somebody: ./run itself still ends what it started
}

/** Watches a child that leads a process group of its own (`detached`), from the moment of its start to its end. */
export function watch(child) {
  if (!shell || !child.pid) return;
  shell.stdin.write(`+${child.pid}\n`);
  child.once('exit', () => shell.stdin.writable && shell.stdin.write(`-${child.pid}\n`));
}

/** After an orderly end: nothing is left for it to do, and if there is, it does it. */
export async function endWatchdog() {
  if (!shell || shell.exitCode !== null || shell.signalCode) return;
  const ended = new Promise((done) => shell.once('exit', done));
  shell.stdin.end();
  await ended;
}
