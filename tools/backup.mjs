// `./run backup` and `./run restore`: all that there is, into a file and out of it again. Beside the app: nothing but its storage is asked.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RunError } from './console.mjs';
import { buildApp, checkTools } from './prepare.mjs';
import { root } from './root.mjs';
import { storageFile } from './services.mjs';

const help = `./run backup [FILE or DIR] [--data DIR]   writes a backup of the running system (default: into this directory)
./run restore FILE [--data DIR]           puts a backup into a system that has no records yet

  --data DIR   the data directory of the running system (default .local in the repository)

In Azure: sign in (az login) and set AzureWebJobsStorage__accountName to the storage account's name; see docs/operations.md.`;

/** Runs it; gives the exit code. */
export async function backupCommand(command, args) {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true, options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void console.log(help);
  if (positionals.length > 1 || (command === 'restore' && positionals.length === 0)) throw new RunError(help, 2);
  // Before anything is built: where the caller is, and whether there is anything to ask.
  const file = resolve(positionals[0] ?? '.');
  const storage = storageOf(values.data);
  if (command === 'backup' && positionals[0]?.endsWith('/')) mkdirSync(file, { recursive: true, mode: 0o700 });
  return beside(storage, [command, file]);
}

/** Runs a program of the app's beside it; gives the exit code. */
export async function beside(storage, words) {
  await checkTools();
  const [host, app] = await buildApp();
  const env = { ...process.env, DOTNET_NOLOGO: '1', ...storage };
  const child = spawn('dotnet', [host, app, ...words], { env, stdio: 'inherit' });
  // Ctrl-C reaches it as well, and it says what that means.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done, failed) => child.once('error', failed).once('close', (code) => done(code ?? 1)));
}

/** The account that the environment names, otherwise the emulator of the ./run that works on this directory. */
export function storageOf(directory) {
  if (process.env.AzureWebJobsStorage || process.env.AzureWebJobsStorage__accountName) return {};
  const data = resolve(directory ?? join(root, '.local'));
  const file = storageFile(data);
  if (!existsSync(file)) {
    throw new RunError(`No ./run works on ${data}: start it first, or name its directory (--data DIR), or set AzureWebJobsStorage__accountName.`);
  }
  return { AzureWebJobsStorage: readFileSync(file, 'utf8').trim() };
}

/** Runs a command that was typed, and says what was wrong with it. */
export function main(command, help) {
  command.then((code) => (process.exitCode = code), (error) => {
    const usage = error.code?.startsWith('ERR_PARSE_ARGS');
    console.error(usage ? `${error.message}\n\n${help}` : error instanceof RunError ? error.message : error.stack);
    process.exitCode = usage ? 2 : error.exitCode ?? 1;
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(backupCommand(process.argv[2], process.argv.slice(3)), help);
}
