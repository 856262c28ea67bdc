// A dashboard that says what happens: SUPPORT_EVENTS='CONNECTION STRING' npm start -- QUEUE
import { setTimeout as delay } from 'node:timers/promises';
import { type DequeuedMessageItem, QueueClient, RestError } from '@azure/storage-queue';

/** What a dashboard goes by; `data` is not there where the message points to it (`dataref`). */
interface SupportEvent {
  id: string;
  subject: string;
  sequence: string;
  type: string;
  time: string;
  data?: unknown;
}

const queue = new QueueClient(process.env.SUPPORT_EVENTS!, process.argv[2]!);
// A real dashboard keeps these two beside what it makes of the events, written in one go with it.
const seen = new Set<string>();
const last = new Map<string, number>();

while (true) {
  const taken = (await receive()).map((message) => ({ message, one: JSON.parse(message.messageText) as SupportEvent }));
  taken.sort((a, b) => a.one.subject.localeCompare(b.one.subject) || Number(a.one.sequence) - Number(b.one.sequence));
  for (const { message, one } of taken) {
    const [before, sequence] = [last.get(one.subject), Number(one.sequence)];
    // The one before it is still on its way: left on the queue this one comes again, but not for ever.
    if (before !== undefined && sequence > before + 1 && message.dequeueCount < 5) continue;
    if (!seen.has(one.id)) {
      seen.add(one.id);
      last.set(one.subject, Math.max(before ?? 0, sequence));
      show(one);
    }
    // Last: what was not shown for a crash comes again.
    await queue.deleteMessage(message.messageId, message.popReceipt);
  }
  if (taken.length === 0) await delay(1000);
}

/** For half a minute nobody else gets what this gives. */
async function receive(): Promise<DequeuedMessageItem[]> {
  try {
    return (await queue.receiveMessages({ numberOfMessages: 32, visibilityTimeout: 30 })).receivedMessageItems;
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404) return []; // It is made with its first event.
    throw error;
  }
}

function show({ time, subject, sequence, type, data }: SupportEvent) {
  console.log(time, subject, sequence, type, data === undefined ? '' : JSON.stringify(data));
}
