// What the system is made of, as CycloneDX 1.6: artifacts/sbom/dotnet.cdx.json from what `dotnet restore` resolved,
// artifacts/sbom/npm.cdx.json from the lock file. Asks no registry; a licence is there where the package says one.
//   dotnet restore UkraineSupport.sln && node tools/sbom.mjs
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
const text = (...path) => readFileSync(join(root, ...path), 'utf8');
const hex = (base64) => Buffer.from(base64, 'base64').toString('hex');

// Test and build tools are not deployed: excluded. What is in both is what is deployed.
const rank = { required: 0, optional: 1, excluded: 2 };

/** Gathers components by their purl, each with the widest of its scopes and all that it depends on. */
class Components {
  #all = new Map();

  add(component, dependsOn = []) {
    const known = this.#all.get(component['bom-ref']);
    if (!known) return void this.#all.set(component['bom-ref'], { component, dependsOn: new Set(dependsOn) });
    if (rank[component.scope] < rank[known.component.scope]) known.component.scope = component.scope;
    for (const one of dependsOn) known.dependsOn.add(one);
  }

  /** The document: the same for the same packages, so it has neither time nor machine in it. */
  document(what) {
    const all = [...this.#all.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    const body = {
      metadata: {
        tools: { components: [{ type: 'application', name: 'tools/sbom.mjs' }] },
        component: { type: 'application', 'bom-ref': what, name: what, licenses: [{ license: { id: 'EUPL-1.2' } }] },
      },
      components: all.map(({ component }) => component),
      dependencies: all.map(({ component, dependsOn }) => ({
        ref: component['bom-ref'], dependsOn: [...dependsOn].filter((ref) => this.#all.has(ref)).sort(),
      })),
    };
    const id = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    const uuid = [id.slice(0, 8), id.slice(8, 12), `5${id.slice(13, 16)}`, `8${id.slice(17, 20)}`, id.slice(20, 32)];
    const serialNumber = `urn:uuid:${uuid.join('-')}`;
    return { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber, version: 1, ...body };
  }
}

function component({ kind, name, version, scope, sha512, license }) {
  const purl = `pkg:${kind}/${name.replace(/^@/, '%40')}@${version}`;
  return {
    type: 'library', 'bom-ref': purl, name, version, scope, purl,
    ...(sha512 ? { hashes: [{ alg: 'SHA-512', content: sha512 }] } : {}),
    ...(license ? { licenses: [licensed(license)] } : {}),
  };
}

/** An SPDX id or expression, as the package says; an address is none. */
const licensed = (license) => (/ (OR|AND|WITH) /.test(license) ? { expression: license }
  : { license: /^[A-Za-z0-9.+-]+$/.test(license) ? { id: license } : { name: license } });

/** What NuGet resolved for every project, and the tools that are run beside the build. */
export function dotnet() {
  const components = new Components();
  for (const { file, scope } of assets()) {
    const { libraries, targets, packageFolders } = json(file);
    const parts = Object.entries(libraries).filter(([, { type }]) => type === 'package');
    const purl = (key) => `pkg:nuget/${key.replace('/', '@')}`;
    const purls = new Map(parts.map(([key]) => [key.split('/')[0].toLowerCase(), purl(key)]));
    for (const [key, { sha512, path }] of parts) {
      const [name, version] = key.split('/');
      const license = nuspecLicense(packageFolders, path);
      const needs = Object.values(targets).flatMap((target) => Object.keys(target[key]?.dependencies ?? {}));
      components.add(
        component({ kind: 'nuget', name, version, scope, sha512: hex(sha512), license }),
        needs.map((need) => purls.get(need.toLowerCase())),
      );
    }
  }
  for (const [name, { version }] of Object.entries(json(join(root, '.config', 'dotnet-tools.json')).tools)) {
    components.add(component({ kind: 'nuget', name, version, scope: 'excluded' }));
  }
  const [, name, version] = /Include="(.*?)" Version="\[(.*?)\]"/.exec(text('tools', 'bicep', 'bicep.csproj'));
  components.add(component({ kind: 'nuget', name, version, scope: 'excluded' }));
  return components.document('ukraine-support-app');
}

/** The assets file of every project of the solution, and that of the host's extensions once the app was published. */
function assets() {
  const projects = [...text('UkraineSupport.sln').matchAll(/"([^"]+\.csproj)"/g)]
    .map(([, path]) => dirname(path.replaceAll('\\', '/')));
  const files = projects.map((project) => ({
    file: join(root, project, 'obj', 'project.assets.json'),
    scope: /\.(Functions|Domain)$/.test(project) ? 'required' : 'excluded',
  }));
  const missing = files.filter(({ file }) => !existsSync(file));
  if (missing.length) throw new Error(`${missing[0].file} is missing: dotnet restore UkraineSupport.sln`);
  const extensions = hostExtensions();
  return extensions ? [...files, { file: extensions, scope: 'required' }] : files;
}

/** What the Functions host loads beside the app is a project that the SDK makes while it publishes: the last one. */
function hostExtensions() {
  const from = join(root, 'src', 'UkraineSupport.Functions', 'obj');
  return readdirSync(from, { recursive: true })
    .filter((path) => /WorkerExtensions[\\/]obj[\\/]project\.assets\.json$/.test(path)).map((path) => join(from, path))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

function nuspecLicense(folders, path) {
  const folder = Object.keys(folders).map((one) => join(one, path)).find((one) => existsSync(one));
  const nuspec = folder && readdirSync(folder).find((name) => name.endsWith('.nuspec'));
  return nuspec && /<license type="expression">([^<]+)</.exec(readFileSync(join(folder, nuspec), 'utf8'))?.[1].trim();
}

/** What the lock file holds, for every place in node_modules. */
export function npm() {
  const { packages } = json(join(root, 'package-lock.json'));
  const components = new Components();
  const kept = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  const named = (path) => ({ kind: 'npm', name: nameOf(path, packages[path]), version: packages[path].version });
  for (const [path, one] of kept) {
    const needs = Object.keys({ ...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies })
      .map((name) => resolve(packages, path, name)).filter(Boolean);
    const scope = one.dev || one.devOptional ? 'excluded' : one.optional ? 'optional' : 'required';
    const sha512 = /sha512-(\S+)/.exec(one.integrity ?? '')?.[1];
    components.add(
      component({ ...named(path), scope, sha512: sha512 && hex(sha512), license: one.license }),
      needs.map((need) => component(named(need))['bom-ref']),
    );
  }
  return components.document('ukraine-support-page');
}

const nameOf = (path, one) => one.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where node finds a package from a place: the nearest node_modules upwards. */
function resolve(packages, from, name) {
  const parts = from.split('/node_modules/');
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const at = parts.slice(0, depth).join('/node_modules/');
    const path = at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[path] && !packages[path].link) return path;
  }
  return undefined;
}

/** Writes both; gives where they are. */
export function writeSboms(folder = join(root, 'artifacts', 'sbom')) {
  mkdirSync(folder, { recursive: true });
  return Object.entries({ dotnet, npm }).map(([name, make]) => {
    const file = join(folder, `${name}.cdx.json`);
    writeFileSync(file, `${JSON.stringify(make(), null, 2)}\n`);
    return file;
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    for (const file of writeSboms()) console.log(`${file}: ${json(file).components.length} packages`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
