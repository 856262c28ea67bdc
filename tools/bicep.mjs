// The Bicep compiler that infra/ is built, linted and evaluated with; a NuGet package, so nothing has to be installed.
//   node tools/bicep.mjs build infra/main.bicep --stdout
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

const project = join(root, 'tools', 'bicep', 'bicep.csproj');
const packages = join(root, 'artifacts', 'bicep', 'packages');

/** Where the program is, fetched if it is not there yet. */
export function bicepProgram() {
  const [, name, version] = /Include="(.*?)" Version="\[(.*?)\]"/.exec(readFileSync(project, 'utf8'));
  const program = join(packages, name.toLowerCase(), version, 'tools', 'bicep');
  if (existsSync(program)) return program;
  const { status, stdout, stderr, error } = spawnSync(
    'dotnet', ['restore', project, '--packages', packages, '--verbosity', 'quiet'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The Bicep compiler cannot be fetched: ${error?.message ?? stdout + stderr}`);
  chmodSync(program, 0o755);
  return program;
}

// Invariant: a bare machine has no ICU.
const environment = (env) => ({ ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', ...env });

/** Runs it once; gives its exit code and what it said. */
export function bicep(args, { env = {}, ...options } = {}) {
  return spawnSync(bicepProgram(), args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options, env: environment(env) });
}

/** One process for many questions (JSON-RPC): most of the time of a run is its start. */
export function bicepServer() {
  const options = { stdio: ['pipe', 'pipe', 'inherit'], env: environment({}) };
  const server = spawn(bicepProgram(), ['jsonrpc', '--stdio'], options);
  const waiting = new Map();
  let said = Buffer.alloc(0);
  server.stdout.on('data', (part) => {
    said = Buffer.concat([said, part]);
    for (let answer = next(); answer; answer = next()) {
      const { done, failed } = waiting.get(answer.id) ?? {};
      waiting.delete(answer.id);
      if (answer.error) failed?.(new Error(answer.error.message));
      else done?.(answer.result);
    }
  });
  server.on('close', () => waiting.forEach(({ failed }) => failed(new Error('The Bicep compiler has ended.'))));

  function next() {
    const head = said.indexOf('\r\n\r\n');
    if (head < 0) return undefined;
    const from = head + 4;
    const length = Number(/Content-Length: (\d+)/i.exec(said.subarray(0, head).toString())[1]);
    if (said.length < from + length) return undefined;
    const body = said.subarray(from, from + length).toString();
    said = said.subarray(from + length);
    return JSON.parse(body);
  }

  let asked = 0;
  return {
    ask: (method, params) => new Promise((done, failed) => {
      const id = ++asked;
      waiting.set(id, { done, failed });
      const body = JSON.stringify({ jsonrpc: '2.0', id, method: `bicep/${method}`, params });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }),
    end: () => server.kill(),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = bicep(process.argv.slice(2), { stdio: 'inherit' }).status ?? 1;
}
