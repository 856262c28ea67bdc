// Says what happens as it happens: npm run live -- http://localhost:7071/api/events/stream?donor=NLD (TOKEN: who reads)
import { setTimeout as delay } from 'node:timers/promises';

/** An event as CloudEvents 1.0 has it; `data` is not there where it is too large (`dataref`). */
interface SupportEvent {
  id: string;
  subject: string;
  sequence: string;
  type: string;
  time: string;
  data?: unknown;
}

/** The last id: a real page keeps it with what it shows, and begins with it. */
let last = '';
/** How long to wait before coming back, as the app says. */
let pause = 1000;

while (true) {
  try {
    await listen(process.argv[2]!);
  } catch (error) {
    console.error(`${error}`); // Cut: what came meanwhile comes after the last id.
  }
  await delay(pause);
}

/** Reads one stream to its end: the app ends each after some minutes. */
async function listen(address: string) {
  const headers: Record<string, string> = {};
  if (process.env.TOKEN) headers.Authorization = `Bearer ${process.env.TOKEN}`;
  if (last) headers['Last-Event-ID'] = last;
  // A sign of life comes every 15 seconds: after twice that without one the connection is dead.
  const dead = new AbortController();
  let alive = setTimeout(() => dead.abort(), 30_000);
  try {
    const answer = await fetch(address, { headers, signal: dead.signal });
    if (answer.status === 410) last = ''; // Away for too long: read anew what you show, then go on from now.
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    let rest = '';
    for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
      clearTimeout(alive);
      alive = setTimeout(() => dead.abort(), 30_000);
      const blocks = (rest + part).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) take(block);
    }
  } finally {
    clearTimeout(alive);
  }
}

/** What stands between two empty lines. An id without data moves on past what this reader does not see. */
function take(block: string) {
  for (const line of block.split('\n')) {
    const [name, value] = [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)];
    if (name === 'data') show(JSON.parse(value) as SupportEvent);
    if (name === 'retry') pause = Number(value);
  }
  // After what it belongs to was used: what was not, for a crash, comes again.
  last = /^id: (.*)$/m.exec(block)?.[1] ?? last;
}

function show({ time, subject, sequence, type, data }: SupportEvent) {
  console.log(time, subject, sequence, type, data === undefined ? '' : JSON.stringify(data));
}
