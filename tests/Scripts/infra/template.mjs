// infra/ as the compiler sees it: built, and evaluated with given values as Azure would before it deploys.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bicepServer } from '../../../tools/bicep.mjs';
import { root } from '../../../tools/root.mjs';

export const client = '00000000-0000-0000-0000-0000000000c1';
export const tenant = '00000000-0000-0000-0000-0000000000a1';
export const given = {
  AZURE_ENV_NAME: 'test', AZURE_LOCATION: 'westeurope', ACCESS_CLIENT_ID: client, ALERT_EMAILS: 'operator@example.org',
};

/** The folder, in a copy (what is written for a question is not left in the repository), and a compiler to ask. */
export function openInfra(from = join(root, 'infra')) {
  const place = mkdtempSync(join(tmpdir(), 'infra-'));
  cpSync(from, place, { recursive: true });
  const compiler = bicepServer();
  let files = 0;
  return {
    files: () => readdirSync(place, { recursive: true }).filter((name) => /\.bicep(param)?$/.test(name)),
    text: (name) => readFileSync(join(place, name), 'utf8'),
    formatted: async (name) => (await compiler.ask('format', { path: join(place, name) })).contents,
    build: async (name) => {
      const { contents, diagnostics } = await compiler.ask('compile', { path: join(place, name) });
      return { template: contents, complaints: complaints({ diagnostics }) };
    },
    /** All resources that there would be with these values of azd's environment, and what azd would be told. */
    evaluate: async (values = {}) => {
      const path = join(place, `values-${files++}.bicepparam`);
      writeFileSync(path, withValues(readFileSync(join(place, 'main.bicepparam'), 'utf8'), { ...given, ...values }));
      const metadata = {
        tenantId: tenant, subscriptionId: '00000000-0000-0000-0000-0000000000b1',
        location: 'westeurope', deploymentName: 'test',
      };
      const compiled = await compiler.ask('compileParams', { path, parameterOverrides: {} });
      if (!compiled.success) throw new Error(complaints(compiled).join('\n'));
      const { snapshot } = await compiler.ask('getSnapshot', { path, metadata });
      const { predictedResources, outputs } = JSON.parse(snapshot);
      return { resources: predictedResources, outputs };
    },
    close: () => {
      compiler.end();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

const complaints = ({ diagnostics }) => diagnostics.map(
  ({ source, range, level, code, message }) => `${source}:${range.start.line + 1} ${level} ${code}: ${message}`);

/** The compiler reads its own process's environment, which is one for all questions: so values are written in. */
function withValues(text, values) {
  return text.replace(/readEnvironmentVariable\('(\w+)'(?:, '([^']*)')?\)/g, (_, name, otherwise) => {
    const value = values[name] ?? otherwise;
    if (value === undefined) throw new Error(`${name} has no value.`);
    return `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\$\{/g, '\\${')}'`;
  });
}

export const ofType = (resources, type) => resources.filter((one) => one.type.toLowerCase() === type.toLowerCase());
