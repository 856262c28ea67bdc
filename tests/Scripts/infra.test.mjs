// infra/ compiles without a word, and what it would deploy is what infra/README.md says. Nothing here reaches Azure.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bicep } from '../../tools/bicep.mjs';
import { root } from '../../tools/root.mjs';
import { builtIn, granted, rules } from './infra/rules.mjs';
import { client, given, ofType, openInfra, tenant } from './infra/template.mjs';

const reader = { press: '00000000-0000-0000-0000-0000000000d1', staff: '00000000-0000-0000-0000-0000000000d2' };
const dashboards = [
  { name: 'site', level: 'public', feed: 'queue' },
  { name: 'press', level: 'public', feed: 'subscription', reader: reader.press },
  { name: 'staff', level: 'restricted', feed: 'queue', reader: reader.staff, readerType: 'Group' },
  { name: 'allies', level: 'coalition', feed: 'subscription' },
];
const variants = {
  dev: { DASHBOARDS: JSON.stringify(dashboards) },
  prod: { PROFILE: 'prod', DASHBOARDS: JSON.stringify(dashboards) },
  closed: {
    PRIVATE_NETWORKING: 'true', PUBLIC_APP: 'false', DASHBOARDS: JSON.stringify(dashboards), PROXIES: '["10.9.0.0/24"]', EPOCH: '3',
    ORIGINS: '["https://dashboard.example.org"]', FRONT_DOOR_ID: reader.press, SETTINGS: '{"Deadlines__Review": "7.00:00:00"}', BUDGET_START: '2026-01-01',
  },
};
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const sources = readdirSync(join(root, 'src', 'UkraineSupport.Functions'), { recursive: true })
  .filter((file) => file.endsWith('.cs') && !/(^|\/)(bin|obj)\//.test(file)).map((file) => read('src', 'UkraineSupport.Functions', file)).join('\n');
const deployed = {};
let infra;

before(async () => {
  infra = openInfra();
  for (const [name, values] of Object.entries(variants)) deployed[name] = await infra.evaluate(values);
});
after(() => infra.close());

const one = (name, type, which = () => true) => {
  const found = ofType(deployed[name].resources, type).filter(which);
  assert.equal(found.length, 1, `${found.length} of ${type} in ${name}`);
  return found[0];
};
const settings = (name) => one(name, 'Microsoft.Web/sites/config').properties;

test('it compiles and lints without a word, and every file is as the formatter leaves it', async () => {
  const { template, complaints } = await infra.build('main.bicep');
  assert.deepEqual(complaints, []);
  assert.doesNotMatch(template, /listKeys|listSecrets|listConnectionStrings|"secure(String|Object)"|Microsoft\.KeyVault/i);
  const files = infra.files().filter((file) => !file.startsWith('values-'));
  assert.ok(files.length > 10, 'the files are found');
  for (const file of files) assert.equal(await infra.formatted(file), infra.text(file), file);
});

test('azd reads the parameters from its environment', () => {
  const { status, stdout, stderr } = bicep(['build-params', join(root, 'infra', 'main.bicepparam'), '--stdout'], { env: { ...given, PROFILE: 'prod' } });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  const { parameters } = JSON.parse(JSON.parse(stdout).parametersJson);
  assert.deepEqual([parameters.zoneRedundant.value, parameters.accessClientId.value, parameters.alertEmails.value], [true, client, ['operator@example.org']]);
});

for (const rule of rules) {
  test(rule.name, () => {
    for (const name of Object.keys(variants)) assert.deepEqual(rule.check(deployed[name].resources), [], name);
  });

  test(`${rule.name}: seen when it is not so`, () => {
    for (const [at, breakIt] of rule.breaks.entries()) {
      const broken = structuredClone(deployed.prod.resources);
      breakIt(broken);
      assert.notDeepEqual(rule.check(broken), [], `way ${at} to break it`);
    }
  });
}

test('roles: the app has what it needs, each dashboard its own feed', () => {
  const table = Object.fromEntries([...infra.text('modules/roles.bicep').matchAll(/'([0-9a-f-]{36})' \/\/ (.+)/g)].map(([, id, name]) => [id, name]));
  assert.deepEqual(table, builtIn);
  for (const file of infra.files().filter((name) => !name.includes('roles') && !name.startsWith('values-'))) {
    assert.doesNotMatch(infra.text(file), /[0-9a-f]{8}-[0-9a-f]{4}-/, `${file}: an id outside the table`);
  }
  const short = ({ role, on, who }) => `${who}: ${role} on ${on.split('/').slice(-2).join('/').replace(/-?[a-z0-9]{13}$/, '')}`;
  assert.deepEqual(granted(deployed.dev.resources).map(short).sort(), [
    `${reader.press}: Azure Service Bus Data Receiver on subscriptions/press`,
    `${reader.staff}: Storage Queue Data Message Processor on queues/support-events-staff`,
    'app: Azure Service Bus Data Sender on topics/support-events',
    'app: Azure Service Bus Data Sender on topics/support-events-coalition',
    'app: Azure Service Bus Data Sender on topics/support-events-public',
    'app: Monitoring Metrics Publisher on components/appi',
    'app: Storage Blob Data Owner on storageAccounts/st',
    'app: Storage Queue Data Contributor on storageAccounts/st',
    'app: Storage Table Data Contributor on storageAccounts/st',
  ]);
});

test('feeds: a queue with its setting, or a subscription on the topic of its level', () => {
  const ids = (type) => ofType(deployed.dev.resources, type).map((found) => found.name.split('/').slice(1).join('/')).sort();
  assert.deepEqual(ids('Microsoft.Storage/storageAccounts/queueServices/queues'), ['default/support-events-site', 'default/support-events-staff']);
  assert.deepEqual(ids('Microsoft.ServiceBus/namespaces/topics/subscriptions'), ['support-events-coalition/allies', 'support-events-public/press']);
  const named = Object.entries(settings('dev')).filter(([name]) => name.startsWith('Dashboards__'));
  assert.deepEqual(Object.fromEntries(named), {
    Dashboards__0__Name: 'site', Dashboards__0__Disclosure: 'public', Dashboards__1__Name: 'staff', Dashboards__1__Disclosure: 'restricted',
  });
});

test('settings: what the app reads at its start is there, and everything that is there is read', () => {
  const documented = [...read('docs', 'operations.md').matchAll(/`([A-Z]\w+?__\w+)`/g)].map(([, name]) => name);
  const sample = Object.keys(JSON.parse(read('local.settings.sample.json')).Values);
  const known = new Set([...documented, ...sample].map((name) => name.replace(/__\d+/g, '__0')));
  const host = /^(AzureWebJobsStorage__|AzureFunctionsJobHost__|APPLICATIONINSIGHTS_|AZURE_CLIENT_ID$)/;
  for (const name of Object.keys(variants)) {
    const here = Object.keys(settings(name));
    assert.deepEqual(here.filter((setting) => !host.test(setting) && !known.has(setting.replace(/__\d+/g, '__0'))), [], name);
    // Sections that the app reads, without those whose settings all have a default that holds in Azure as well.
    const needed = [...sources.matchAll(/GetSection\("(\w+)"\)/g)].map(([, section]) => section)
      .filter((section) => !['Deadlines', 'Gaps', 'FourEyes', 'Board', 'Coalition', 'Training', 'CoProduction', 'Limits'].includes(section));
    for (const section of [...needed, 'ServiceBus', 'Proxies']) assert.ok(here.some((setting) => setting.startsWith(`${section}__`)), `${section} in ${name}`);
  }
  assert.deepEqual(settings('closed')['Deadlines__Review'], '7.00:00:00');
});

test('settings: identity instead of keys, and the tokens of the tenant', () => {
  const all = settings('closed');
  const app = ofType(deployed.closed.resources, 'Microsoft.ManagedIdentity/userAssignedIdentities')[0].id;
  for (const name of ['AZURE_CLIENT_ID', 'AzureWebJobsStorage__clientId']) assert.ok(all[name].includes(app) && all[name].endsWith('.clientId]'), name);
  assert.equal(all.AzureWebJobsStorage__accountName, one('closed', 'Microsoft.Storage/storageAccounts').name);
  assert.equal(all.AzureWebJobsStorage__credential, 'managedidentity');
  assert.match(all.APPLICATIONINSIGHTS_AUTHENTICATION_STRING, /Authorization=AAD/);
  assert.match(all.Access__Authority, new RegExp(`loginEndpoint, '${tenant}'\\)\\]$`));
  const { Access__Audience, Access__PartyClaim, Events__Epoch, ServiceBus__Topic, ServiceBus__Levels__0, ServiceBus__Levels__1, Proxies__0, Proxies__1, Proxies__2, Cors__Origins__0 } = all;
  assert.deepEqual(
    [Access__Audience, Access__PartyClaim, Events__Epoch, ServiceBus__Topic, ServiceBus__Levels__0, ServiceBus__Levels__1, Proxies__0, Proxies__1, Proxies__2, Cors__Origins__0],
    [client, 'extn.party', '3', 'support-events', 'coalition', 'public', '127.0.0.0/8', '::1/128', '10.9.0.0/24', 'https://dashboard.example.org']);
  assert.match(all.ServiceBus__Namespace, /serviceBusEndpoint/);
});

test('private networking: endpoints, their DNS, the app\'s calls through the network, and nothing else answers', () => {
  const types = (name) => new Set(deployed[name].resources.map(({ type }) => type));
  const access = (name) => ['Microsoft.Storage/storageAccounts', 'Microsoft.ServiceBus/namespaces', 'Microsoft.Web/sites'].map((type) => one(name, type).properties.publicNetworkAccess);

  assert.ok(![...types('dev')].some((type) => type.startsWith('Microsoft.Network/')));
  assert.deepEqual(access('dev'), ['Enabled', 'Enabled', 'Enabled']);
  assert.equal(one('dev', 'Microsoft.ServiceBus/namespaces').sku.name, 'Standard');
  assert.equal(one('dev', 'Microsoft.Web/sites').properties.virtualNetworkSubnetId ?? null, null);

  assert.deepEqual(access('prod'), ['Disabled', 'Disabled', 'Enabled']);
  assert.deepEqual(access('closed'), ['Disabled', 'Disabled', 'Disabled']);
  for (const name of ['prod', 'closed']) {
    assert.equal(one(name, 'Microsoft.ServiceBus/namespaces').sku.name, 'Premium');
    assert.equal(one(name, 'Microsoft.Storage/storageAccounts').properties.networkAcls.defaultAction, 'Deny');
    const groups = ofType(deployed[name].resources, 'Microsoft.Network/privateEndpoints').map(({ properties }) => {
      assert.match(properties.subnet.id, /\/subnets\/endpoints$/);
      return properties.privateLinkServiceConnections[0].properties.groupIds[0];
    });
    assert.deepEqual(groups.sort(), ['blob', 'namespace', 'queue', 'sites', 'table']);
    for (const type of ['privateEndpoints/privateDnsZoneGroups', 'privateDnsZones', 'privateDnsZones/virtualNetworkLinks']) {
      assert.equal(ofType(deployed[name].resources, `Microsoft.Network/${type}`).length, 5, type);
    }
    assert.match(one(name, 'Microsoft.Web/sites').properties.virtualNetworkSubnetId, /\/subnets\/app$/);
    const [app] = one(name, 'Microsoft.Network/virtualNetworks').properties.subnets;
    assert.equal(app.properties.delegations[0].properties.serviceName, 'Microsoft.App/environments');
  }
});

test('zone redundancy: three zones for storage, app and Premium; one otherwise', () => {
  const zones = (name) => [
    one(name, 'Microsoft.Storage/storageAccounts').sku.name, one(name, 'Microsoft.Web/serverfarms').properties.zoneRedundant,
    one(name, 'Microsoft.ServiceBus/namespaces').properties.zoneRedundant ?? null];
  assert.deepEqual(zones('dev'), ['Standard_LRS', false, null]);
  assert.deepEqual(zones('prod'), ['Standard_ZRS', true, true]);
});

test('a Front Door: nobody else reaches the app; without one everybody does', () => {
  const door = (name) => one(name, 'Microsoft.Web/sites').properties.siteConfig;
  assert.equal(door('dev').ipSecurityRestrictionsDefaultAction, 'Allow');
  assert.equal(door('closed').ipSecurityRestrictionsDefaultAction, 'Deny');
  assert.deepEqual(door('closed').ipSecurityRestrictions.map(({ ipAddress, headers }) => [ipAddress, headers]),
    [['AzureFrontDoor.Backend', { 'x-azure-fdid': [reader.press] }]]);
});

for (const [what, values, sentence] of [
  ['an app that nobody reaches', { PUBLIC_APP: 'false' }, /publicApp is false: this needs privateNetworking/],
  ['development keys', { SETTINGS: '{"access:DevelopmentKeyFile": "x"}' }, /settings: access:DevelopmentKeyFile/],
  ['limits that exempt', { SETTINGS: '{"Limits__ExemptLoopback": "true"}' }, /settings: Limits__ExemptLoopback/],
  ['a level that there is not', { DASHBOARDS: '[{"name": "a", "level": "secret", "feed": "queue"}]' }, /'secret'/],
  ['a profile that there is not', { PROFILE: 'test' }, /"dev", "prod"/],
]) test(`refused before anything is deployed: ${what}`, async () => {
  await assert.rejects(() => infra.evaluate(values), sentence);
});

test('alerts search for words that the app says, and for functions that it has', () => {
  const queries = ofType(deployed.prod.resources, 'Microsoft.Insights/scheduledQueryRules').map(({ properties }) => properties.criteria.allOf[0].query).join('\n');
  // Those of the Durable extension are in its source (EndToEndTraceHelper), not in ours.
  const words = [...queries.matchAll(/Message contains "(.+?)"/g)].map(([, text]) => text).filter((text) => !/'/.test(text));
  assert.deepEqual([...new Set(words)].sort(), ['could not be looked after', 'is still not dispatched after', 'should be alive and is']);
  for (const text of words) assert.ok(sources.includes(text), text);
  const functions = /Name in \((.+?)\)/.exec(queries)[1].match(/\w+/g);
  for (const name of functions) assert.ok(sources.includes(`[Function("${name}")]`), name);
});

test('azd: the service of azure.yaml is there, and what it tells stays as it was', () => {
  const yaml = read('azure.yaml');
  assert.match(yaml, /^ {2}api:$/m);
  assert.ok(existsSync(join(root, /project: (.+)/.exec(yaml)[1], 'UkraineSupport.Functions.csproj')));
  for (const { type, tags } of deployed.dev.resources.filter(({ type }) => /^Microsoft.(Resources|Web\/sites$)/.test(type))) assert.equal(tags['azd-env-name'], 'test', type);
  const { BUDGET_START, AZURE_RESOURCE_GROUP } = deployed.closed.outputs;
  assert.deepEqual([BUDGET_START, AZURE_RESOURCE_GROUP], ['2026-01-01', 'rg-test']);
  assert.equal(one('closed', 'Microsoft.Consumption/budgets').properties.timePeriod.startDate, '2026-01-01');
});

test('the page names every value that azd may be given, every role and every alert', () => {
  const page = read('infra', 'README.md');
  const values = [...infra.text('main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)'/g)].map(([, name]) => name);
  const names = [...values, ...Object.values(builtIn), ...ofType(deployed.dev.resources, 'Microsoft.Insights/scheduledQueryRules').map(({ name }) => name), 'dead-letters'];
  assert.deepEqual(names.filter((name) => !page.includes(name)), []);
});
