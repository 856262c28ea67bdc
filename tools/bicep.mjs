// The Bicep compiler that infra/ is built, linted and evaluated with; a NuGet package, so nothing has to be installed.
//   node tools/bicep.mjs build infra/main.bicep --stdout
import { spawnSync } from 'node:child_process';
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

/** Runs it; gives its exit code and what it said. `env` is added to ours. */
export function bicep(args, { env = {}, ...options } = {}) {
  // Invariant: a bare machine has no ICU.
  return spawnSync(bicepProgram(), args, {
    encoding: 'utf8', maxBuffer: 64 << 20, ...options,
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', ...env },
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = bicep(process.argv.slice(2), { stdio: 'inherit' }).status ?? 1;
}
