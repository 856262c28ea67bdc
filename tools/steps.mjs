// Commands that run to their end: installs, builds, loaders.
import { spawn } from 'node:child_process';
import { RunError } from './console.mjs';
import { root } from './root.mjs';

const children = new Set();

// A SIGTERM that ends us must not leave a build or a loader behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => children.forEach((child) => child.kill('SIGTERM')));
}

/** Runs a command; gives its output, or fails with the end of it. `show` passes the output on instead. */
export function runStep(command, args, { show = false, env = {} } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: root, env: { ...process.env, ...env }, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
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
