// The bills of materials name every package that is pinned here, each once and with what it depends on.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/root.mjs';
import { dotnet, npm, writeSboms } from '../../tools/sbom.mjs';

const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const boms = { dotnet: dotnet(), npm: npm() };
const has = (bom, purl) => bom.components.some((one) => one.purl.toLowerCase() === purl.toLowerCase());

test('every package that Directory.Packages.props pins is in it at that version', () => {
  const pinned = [...read('Directory.Packages.props').matchAll(/<PackageVersion Include="(.*?)" Version="(.*?)"/g)];
  assert.ok(pinned.length > 30, 'the pins are found');
  const purls = pinned.map(([, name, version]) => `pkg:nuget/${name}@${version}`);
  assert.deepEqual(purls.filter((purl) => !has(boms.dotnet, purl)), []);
});

test('so is every tool of the build', () => {
  const tools = Object.entries(JSON.parse(read('.config', 'dotnet-tools.json')).tools);
  const purls = tools.map(([name, { version }]) => `pkg:nuget/${name}@${version}`);
  const [, name, version] = /Include="(.*?)" Version="\[(.*?)\]"/.exec(read('tools', 'bicep', 'bicep.csproj'));
  assert.deepEqual([...purls, `pkg:nuget/${name}@${version}`].filter((purl) => !has(boms.dotnet, purl)), []);
});

test('every package of package-lock.json is in it with the hash that the lock file has', () => {
  const locked = Object.entries(JSON.parse(read('package-lock.json')).packages)
    .filter(([path, one]) => path.includes('node_modules/') && !one.link);
  assert.ok(locked.length > 400, 'the packages are found');
  const missing = locked.filter(([path, { name, version, integrity }]) => {
    const called = (name ?? path.split('node_modules/').at(-1)).replace('@', '%40');
    const found = boms.npm.components.find(({ purl }) => purl === `pkg:npm/${called}@${version}`);
    const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
    return found?.hashes[0].content !== hash;
  });
  assert.deepEqual(missing.map(([path]) => path), []);
});

for (const [name, bom] of Object.entries(boms)) {
  test(`${name}: each package is there once, with a scope, and depends on what is there`, () => {
    const refs = bom.components.map((one) => one['bom-ref']);
    assert.equal(new Set(refs).size, refs.length);
    assert.deepEqual(bom.dependencies.map(({ ref }) => ref), refs);
    assert.deepEqual(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.includes(ref)), []);
    assert.deepEqual(bom.components.filter(({ scope }) => !['required', 'optional', 'excluded'].includes(scope)), []);
  });
}

test('what only tests use is not said to be deployed, and what is deployed is', () => {
  const scope = (name) => boms.dotnet.components.find((one) => one.name === name).scope;
  assert.deepEqual(['Moq', 'xunit.v3', 'Azure.Data.Tables', 'Google.OrTools'].map(scope),
    ['excluded', 'excluded', 'required', 'required']);
});

test('a package that needs another one says so', () => {
  const of = (bom, start) => bom.dependencies.find(({ ref }) => ref.startsWith(start)).dependsOn.join(' ');
  assert.match(of(boms.dotnet, 'pkg:nuget/Azure.Data.Tables@'), /pkg:nuget\/Azure\.Core@/);
  assert.match(of(boms.npm, 'pkg:npm/echarts@'), /pkg:npm\/zrender@/);
});

test('it is written the same each time, without a time or a path of this machine', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const once = writeSboms(folder).map((file) => readFileSync(file, 'utf8'));
  const again = writeSboms(folder).map((file) => readFileSync(file, 'utf8'));
  assert.deepEqual(once, again);
  assert.deepEqual(once.filter((text) => text.includes(root)), []);
  // Those that others read.
  writeSboms();
});
