// Commands that run to their end: installs, builds, loaders.
import { spawn } from 'node:child_process';
import { RunError } from './console.mjs';
import { root } from './root.mjs';
import { watch } from './watchdog.mjs';

const children = new Set();

/** With all that it started: it leads a process group of its own. */
function end(child) {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended.
  }
}

// A SIGTERM that ends us must not leave a build or a loader behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => children.forEach((child) => end(child)));
}

/** Runs a command; gives its output, or fails with the end of it. `show` passes the output on instead. */
export function runStep(command, args, { show = false, env = {} } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: root, env: { ...process.env, ...env }, detached: true, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    watch(child);
    children.add(child);
    let output = '';
    child.stdout?.on('data', (text) => (output += text));
    child.stderr?.on('data', (text) => (output += text));
    child.on('error', (error) => failed(new RunError(`${command} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      children.delete(child);
      if (code === 0) done(output);
      else failed(new RunError(`\`${command} ${args.join(' ')}\` ended with ${signal ?? code}.\n${output.slice(-4000)}`));
    });
  });
}
