// What the test of the guide for dashboards needs: its commands, a queue to put messages on, and commands to watch.
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../tools/root.mjs';

/** The guide's commands that have these words in them. */
export function commands(words) {
  const guide = readFileSync(join(root, 'docs', 'guide-for-dashboards.md'), 'utf8');
  return [...guide.matchAll(/```bash\n([^]*?)```/g)].map(([, block]) => block).find((block) => block.includes(words));
}

/** Settings that a command begins with. */
export const settings = (command) => Object.fromEntries([...command.matchAll(/(\w+__\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));

/** Puts a message on a queue, as soon as it is there. */
export async function put(connection, queue, message) {
  const part = (name) => new RegExp(`${name}=([^;]+)`).exec(connection)[1];
  const [expiry, version] = [new Date(Date.now() + 3_600_000).toISOString().slice(0, 19) + 'Z', '2018-11-09'];
  const text = ['a', '', expiry, `/queue/${part('AccountName')}/${queue}`, '', '', '', version].join('\n');
  const signature = createHmac('sha256', Buffer.from(part('AccountKey'), 'base64')).update(text).digest('base64');
  const query = new URLSearchParams({ sp: 'a', se: expiry, sv: version, sig: signature });
  for (const limit = performance.now() + 30_000; ; await delay(100)) {
    const answer = await fetch(`${part('QueueEndpoint')}/${queue}/messages?${query}`, {
      method: 'POST', body: `<QueueMessage><MessageText>${JSON.stringify(message)}</MessageText></QueueMessage>`,
    });
    if (answer.status === 201) return;
    if (answer.status !== 404 || performance.now() > limit) throw new Error(`${queue}: ${answer.status} ${await answer.text()}`);
  }
}

/** Runs commands until the lines that they wrote are enough, and gives these. */
export async function linesOf(command, folder, env, enough) {
  const shell = spawn('bash', ['-c', command], { cwd: folder, env: { ...process.env, ...env }, detached: true });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (text) => (output += text));
  const ended = new Promise((done) => shell.once('close', done));
  try {
    for (const limit = performance.now() + 240_000; ; await delay(100)) {
      const lines = output.split('\n').slice(0, -1);
      if (enough(lines)) return lines;
      if (shell.exitCode !== null || performance.now() > limit) throw new Error(`${command}\n${output}`);
    }
  } finally {
    if (shell.exitCode === null) process.kill(-shell.pid, 'SIGKILL');
    await ended;
  }
}
