// Everything `./run` needs before it can start a service: tools, a free port, packages, a build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { RunError, step } from './console.mjs';
import { root } from './root.mjs';
import { runStep } from './steps.mjs';

// Building the start program builds the app that it starts.
const project = join(root, 'src', 'UkraineSupport.Local');
const buildInputs = ['src', 'artifacts/page', 'docs/openapi.json', 'global.json', 'host.json', '.editorconfig', 'BannedSymbols.txt', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props'];

export async function checkTools() {
  let version;
  try {
    version = (await runStep('dotnet', ['--version'])).trim();
  } catch (error) {
    throw new RunError(`The .NET SDK 10 is needed: https://dotnet.microsoft.com/download/dotnet/10.0\n${error.message}`);
  }
  if (Number(version.split('.')[0]) < 10) throw new RunError(`The .NET SDK 10 is needed, found ${version}: https://dotnet.microsoft.com/download/dotnet/10.0`);
}

/** Before anything is built: nobody wants to hear of a taken port after a minute. */
export async function assertPortFree(option, port) {
  await new Promise((free, taken) => {
    const probe = createServer();
    probe.once('error', (error) => taken(new RunError(error.code === 'EADDRINUSE'
      ? `Port ${port} is in use by another program (or another ./run). Choose another: ./run --${option} ${port < 65000 ? port + 1 : 7071}`
      : `Port ${port} cannot be used: ${error.message}`)));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(free));
  });
}

/** `npm ci`, when node_modules does not match the lock file; for the tests with what only they need. */
export async function installPackages({ tests = false } = {}) {
  const stamp = join(root, 'node_modules', '.installed-from');
  const lock = digest([join(root, 'package-lock.json')]);
  const [installed, what] = existsSync(stamp) ? readFileSync(stamp, 'utf8').split(' ') : [];
  if (installed === lock && (what === 'all' || !tests)) return;
  await step('Installing the node packages (Azurite, what builds the page)', async () => {
    // What this machine has already is not asked for again.
    const how = ['--prefer-offline', '--fetch-timeout=60000', '--no-audit', '--no-fund', '--loglevel=error'];
    await whileRegistryFails(() => runStep('npm', ['ci', ...(tests ? [] : ['--omit=dev']), ...how]));
    writeFileSync(stamp, tests ? `${lock} all` : lock);
  });
}

/** Tries again, twice, what failed since the registry did not answer. */
async function whileRegistryFails(work) {
  for (let again = 2; ; again--) {
    try {
      return await work();
    } catch (error) {
      if (again === 0 || !/EIDLETIMEOUT|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ECONNRESET|EAI_AGAIN/.test(error.message)) throw error;
    }
  }
}

/** Builds the page that the app serves, when one of its sources or what it is built with has changed. */
export async function buildPage() {
  const page = join(root, 'src', 'UkraineSupport.Page');
  const stamp = join(root, 'artifacts', 'page.built-from');
  const made = join(page, 'src', 'api', 'schema.d.ts');
  const inputs = [page, join(root, 'docs', 'openapi.json'), join(root, 'package-lock.json')].flatMap((path) => filesOf(path));
  const state = digest(inputs.filter((file) => file !== made));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  await step('Building the page', async () => {
    await runStep(process.execPath, [join(page, 'build.mjs')]);
    writeFileSync(stamp, state);
  });
}

/** Builds the app when a source changed or its output is not what the last build here left; gives how it is started. */
export async function buildApp() {
  const output = (name) => join(root, 'src', name, 'bin', 'Release', 'net10.0');
  const host = join(output('UkraineSupport.Local'), 'UkraineSupport.Local.dll');
  const app = join(output('UkraineSupport.Functions'), 'UkraineSupport.Functions.dll');
  const stamp = join(output('UkraineSupport.Local'), '.built-from');
  const built = (dll) => (existsSync(dll) ? statSync(dll).mtimeMs : '');
  const state = () => `${digest(buildInputs.flatMap((name) => filesOf(join(root, name))))} ${built(host)} ${built(app)}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state()) return [host, app];
  await step('Building the app (the first time takes a minute: packages are restored)', async () => {
    // No build servers: when this ends, nothing of it stays behind.
    await runStep('dotnet', ['build', project, '-c', 'Release', '-v', 'quiet', '--nologo', '--disable-build-servers'], {
      env: { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', MSBUILDDISABLENODEREUSE: '1' },
    });
    writeFileSync(stamp, state());
  });
  return [host, app];
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).filter((name) => !['bin', 'obj', 'node_modules'].includes(name)).sort().flatMap((name) => filesOf(join(path, name)));
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
