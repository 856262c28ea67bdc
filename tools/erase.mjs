// `./run erase`: takes a person's id, or a text that somebody typed, out of everything. Beside the app: nothing but its storage is asked.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { beside, main, storageOf } from './backup.mjs';
import { RunError } from './console.mjs';

const help = `./run erase --subject ID --reason TEXT [--yes] [--data DIR]                  a person's id, wherever it is kept
./run erase --event ID --member PATH --reason TEXT [--yes] [--data DIR]     the text of an event, and its copies
./run erase --again FILE --reason TEXT [--yes] [--data DIR]                 what FILE says was erased: after the restore of an older backup
./run erase --list FILE [--data DIR]                                        writes what was erased, as hashes, for --again

  --member PATH  reason, or a place in the event's data, as /title or /caveats/0/text
  --yes          does it; without it only counts
  --data DIR     the data directory of the running system (default .local in the repository)

In Azure: sign in (az login) and set AzureWebJobsStorage__accountName to the storage account's name; see docs/operations.md.`;

const what = ['subject', 'event', 'again', 'list'];

/** Runs it; gives the exit code. */
async function eraseCommand(args) {
  const text = { type: 'string' };
  const { values } = parseArgs({
    args,
    options: {
      subject: text, event: text, member: text, again: text, list: text, reason: text, data: text,
      yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(help);
  const given = what.filter((name) => values[name]);
  if (given.length !== 1 || Boolean(values.event) !== Boolean(values.member) || (!values.list && !values.reason)) {
    throw new RunError(help, 2);
  }
  const words = ['erase'];
  for (const name of ['subject', 'event', 'member', 'reason']) if (values[name]) words.push(`--${name}`, values[name]);
  for (const name of ['again', 'list']) if (values[name]) words.push(`--${name}`, resolve(values[name]));
  if (values.yes) words.push('--yes', 'true');
  return beside(storageOf(values.data), words);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(eraseCommand(process.argv.slice(2)), help);
}
