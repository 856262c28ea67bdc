// infra/ compiles without a word, and what it would deploy is what infra/README.md says. Nothing here reaches Azure.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bicep } from '../../tools/bicep.mjs';
import { root } from '../../tools/root.mjs';
import { alertNames, backupAdder, builtIn, granted, rules } from './infra/rules.mjs';
import { client, given, ofType, openInfra, tenant } from './infra/template.mjs';

const reader = { press: '00000000-0000-0000-0000-0000000000d1', staff: '00000000-0000-0000-0000-0000000000d2' };
const door = '00000000-0000-0000-0000-0000000000e1';
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
    PRIVATE_NETWORKING: 'true', PUBLIC_APP: 'false', FRONT_DOOR_ID: door, PROXIES: '["10.9.0.0/24"]',
    DASHBOARDS: JSON.stringify(dashboards), ORIGINS: '["https://dashboard.example.org"]', EPOCH: '3',
    SETTINGS: '{"Deadlines__Review": "7.00:00:00"}', BUDGET_START: '2026-01-01',
  },
};
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const app = ['src', 'UkraineSupport.Functions'];
const sources = readdirSync(join(root, ...app), { recursive: true })
  .filter((file) => file.endsWith('.cs') && !/(^|\/)(bin|obj)\//.test(file))
  .map((file) => read(...app, file)).join('\n');
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
// Of the app's own group, not of its backups'.
const own = ({ id }) => id.includes('/resourceGroups/rg-test/');
const settings = (name) => one(name, 'Microsoft.Web/sites/config').properties;

test('it compiles and lints without a word, and every file is as the formatter leaves it', async () => {
  const { template, complaints } = await infra.build('main.bicep');
  assert.deepEqual(complaints, []);
  assert.doesNotMatch(template, /"\[?[^"]*\blist\w+\(|"secure(String|Object)"|Microsoft\.KeyVault/i);
  const files = infra.files().filter((file) => !file.startsWith('values-'));
  assert.ok(files.length > 10, 'the files are found');
  for (const file of files) assert.equal(await infra.formatted(file), infra.text(file), file);
});

test('azd reads the parameters from its environment', () => {
  const env = { ...given, PROFILE: 'prod', MONTHLY_BUDGET: '70' };
  const parameters = join(root, 'infra', 'main.bicepparam');
  const { status, stdout, stderr } = bicep(['build-params', parameters, '--stdout'], { env });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  const values = JSON.parse(JSON.parse(stdout).parametersJson).parameters;
  const some = ['zoneRedundant', 'accessClientId', 'alertEmails', 'monthlyBudget'].map((name) => values[name].value);
  assert.deepEqual(some, [true, client, ['operator@example.org'], 70]);
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
  const table = [...infra.text('modules/roles.bicep').matchAll(/'([0-9a-f-]{36})' \/\/ (.+)/g)];
  assert.deepEqual(Object.fromEntries(table.map(([, id, name]) => [id, name])), builtIn);
  for (const file of infra.files().filter((name) => !name.includes('roles') && !name.startsWith('values-'))) {
    assert.doesNotMatch(infra.text(file), /[0-9a-f]{8}-[0-9a-f]{4}-/, `${file}: an id outside the table`);
  }
  const end = (id) => id.split('/').slice(-2).join('/').replace(/-?[a-z0-9]{13}$/, '');
  const short = ({ role, on, who }) => `${who}: ${role} on ${end(on)}`;
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
  const names = (type) => ofType(deployed.dev.resources, type).map(({ name }) => name.replace(/^.*?\//, '')).sort();
  assert.deepEqual(
    names('Microsoft.Storage/storageAccounts/queueServices/queues'),
    ['default/support-events-site', 'default/support-events-staff']);
  assert.deepEqual(
    names('Microsoft.ServiceBus/namespaces/topics/subscriptions'),
    ['support-events-coalition/allies', 'support-events-public/press']);
  const named = Object.entries(settings('dev')).filter(([name]) => name.startsWith('Dashboards__'));
  assert.deepEqual(Object.fromEntries(named), {
    Dashboards__0__Name: 'site', Dashboards__0__Disclosure: 'public',
    Dashboards__1__Name: 'staff', Dashboards__1__Disclosure: 'restricted',
  });
});

test('settings: what the app reads at its start is there, and everything that is there is read', () => {
  const documented = [...read('docs', 'operations.md').matchAll(/`([A-Z]\w+?__\w+)`/g)].map(([, name]) => name);
  const sample = Object.keys(JSON.parse(read('local.settings.sample.json')).Values);
  const unnumbered = (name) => name.replace(/__\d+/g, '__0');
  const known = new Set([...documented, ...sample].map(unnumbered));
  // Sections that the app reads, without those whose settings all have a default that holds in Azure as well.
  const byDefault = ['Deadlines', 'Gaps', 'FourEyes', 'Board', 'Coalition', 'Training', 'CoProduction', 'Feed', 'Limits', 'Retention', 'Storage'];
  const needed = [...sources.matchAll(/GetSection\("(\w+)"\)/g)].map(([, name]) => name)
    .filter((name) => !byDefault.includes(name));
  assert.ok(needed.includes('Access'), 'the sections are found');
  const host = /^(AzureWebJobsStorage__|AzureFunctionsJobHost__|APPLICATIONINSIGHTS_|AZURE_CLIENT_ID$)/;
  for (const name of Object.keys(variants)) {
    const here = Object.keys(settings(name));
    assert.deepEqual(here.filter((setting) => !host.test(setting) && !known.has(unnumbered(setting))), [], name);
    for (const section of [...needed, 'ServiceBus', 'Proxies']) {
      assert.ok(here.some((setting) => setting.startsWith(`${section}__`)), `${section} in ${name}`);
    }
  }
  assert.equal(settings('closed').Deadlines__Review, '7.00:00:00');
});

test('settings: identity instead of keys, and the tokens of the tenant', () => {
  const all = settings('closed');
  const identity = one('closed', 'Microsoft.ManagedIdentity/userAssignedIdentities').id;
  for (const name of ['AZURE_CLIENT_ID', 'AzureWebJobsStorage__clientId']) {
    assert.ok(all[name].includes(`'${identity}'`) && all[name].endsWith('.clientId]'), name);
  }
  assert.equal(all.AzureWebJobsStorage__accountName, one('closed', 'Microsoft.Storage/storageAccounts').name);
  assert.equal(all.AzureWebJobsStorage__credential, 'managedidentity');
  assert.match(all.APPLICATIONINSIGHTS_AUTHENTICATION_STRING, /Authorization=AAD/);
  assert.match(all.Access__Authority, new RegExp(`loginEndpoint, '${tenant}'\\)\\]$`));
  assert.match(all.ServiceBus__Namespace, /serviceBusEndpoint/);
  const plain = {
    Access__Audience: client, Access__PartyClaim: 'extn.party', Access__PageClient: client,
    Access__PageScopes: `openid offline_access api://${client}/support`, Events__Epoch: '3', ServiceBus__Topic: 'support-events',
    ServiceBus__Levels__0: 'coalition', ServiceBus__Levels__1: 'public',
    Cors__Origins__0: 'https://dashboard.example.org',
    Proxies__0: '127.0.0.0/8', Proxies__1: '::1/128', Proxies__2: '10.9.0.0/24',
  };
  for (const [name, value] of Object.entries(plain)) assert.equal(all[name], value, name);
});

test('private networking: endpoints, their DNS, the app\'s calls through the network, and nothing else answers', () => {
  const types = (name) => new Set(deployed[name].resources.map(({ type }) => type));
  const doors = ['Microsoft.Storage/storageAccounts', 'Microsoft.ServiceBus/namespaces', 'Microsoft.Web/sites'];
  const access = (name) => doors.map((type) => one(name, type, own).properties.publicNetworkAccess);

  assert.ok(![...types('dev')].some((type) => type.startsWith('Microsoft.Network/')));
  assert.deepEqual(access('dev'), ['Enabled', 'Enabled', 'Enabled']);
  assert.equal(one('dev', 'Microsoft.ServiceBus/namespaces').sku.name, 'Standard');
  assert.equal(one('dev', 'Microsoft.Web/sites').properties.virtualNetworkSubnetId ?? null, null);

  assert.deepEqual(access('prod'), ['Disabled', 'Disabled', 'Enabled']);
  assert.deepEqual(access('closed'), ['Disabled', 'Disabled', 'Disabled']);
  for (const name of ['prod', 'closed']) {
    assert.equal(one(name, 'Microsoft.ServiceBus/namespaces').sku.name, 'Premium');
    assert.equal(one(name, 'Microsoft.Storage/storageAccounts', own).properties.networkAcls.defaultAction, 'Deny');
    const groups = ofType(deployed[name].resources, 'Microsoft.Network/privateEndpoints').map(({ properties }) => {
      assert.match(properties.subnet.id, /\/subnets\/endpoints$/);
      return properties.privateLinkServiceConnections[0].properties.groupIds[0];
    });
    const expected = ['blob', ...name === 'prod' ? ['blob'] : [], 'namespace', 'queue', 'sites', 'table'];
    assert.deepEqual(groups.sort(), expected);
    const names = {
      privateDnsZones: 5, 'privateDnsZones/virtualNetworkLinks': 5,
      'privateEndpoints/privateDnsZoneGroups': expected.length,
    };
    for (const [type, count] of Object.entries(names)) {
      const found = ofType(deployed[name].resources, `Microsoft.Network/${type}`);
      assert.equal(new Set(found.map((part) => part.id + part.name)).size, count, type);
    }
    assert.match(one(name, 'Microsoft.Web/sites').properties.virtualNetworkSubnetId, /\/subnets\/app$/);
    const [subnet] = one(name, 'Microsoft.Network/virtualNetworks').properties.subnets;
    assert.equal(subnet.properties.delegations[0].properties.serviceName, 'Microsoft.App/environments');
  }
});

test('zone redundancy: three zones for storage, app and Premium; one otherwise', () => {
  const zones = (name) => [
    one(name, 'Microsoft.Storage/storageAccounts', own).sku.name,
    one(name, 'Microsoft.Web/serverfarms').properties.zoneRedundant,
    one(name, 'Microsoft.ServiceBus/namespaces').properties.zoneRedundant ?? null];
  assert.deepEqual(zones('dev'), ['Standard_LRS', false, null]);
  assert.deepEqual(zones('prod'), ['Standard_ZRS', true, true]);
});

test('a Front Door: nobody else reaches the app; without one everybody does', () => {
  const site = (name) => one(name, 'Microsoft.Web/sites').properties.siteConfig;
  assert.equal(site('dev').ipSecurityRestrictionsDefaultAction, 'Allow');
  assert.equal(site('closed').ipSecurityRestrictionsDefaultAction, 'Deny');
  assert.deepEqual(
    site('closed').ipSecurityRestrictions.map(({ action, ipAddress, headers }) => [action, ipAddress, headers]),
    [['Allow', 'AzureFrontDoor.Backend', { 'x-azure-fdid': [door] }]]);
});

test('backups: an account in a group of its own, which the app is told; none without; elsewhere by a setting', async () => {
  const found = (resources) => resources.filter(({ id }) => id.includes('/resourceGroups/rg-test-backup/'));
  const account = one('prod', 'Microsoft.Storage/storageAccounts', (each) => !own(each));
  assert.deepEqual(
    [account.properties.publicNetworkAccess, account.properties.networkAcls.defaultAction, account.sku.name],
    ['Disabled', 'Deny', 'Standard_ZRS']);
  assert.equal(settings('prod').Backup__AccountName, account.name);
  assert.notEqual(account.name, settings('prod').AzureWebJobsStorage__accountName);
  assert.deepEqual(found(granted(deployed.prod.resources).map(({ role, on }) => ({ role, id: on }))).map(
    ({ role, id }) => [role, id.split('/').at(-1)]), [[backupAdder, 'backups']]);

  const alerts = (resources) => resources.filter(({ name }) => name === 'backup-missing').length;
  assert.deepEqual(found(deployed.dev.resources), []);
  assert.equal(settings('dev').Backup__AccountName, undefined);
  assert.deepEqual([alerts(deployed.dev.resources), alerts(deployed.prod.resources)], [0, 1]);

  const policies = 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies';
  const days = { BACKUPS: 'true', BACKUP_IMMUTABLE_DAYS: '400', BACKUP_KEEP_DAYS: '500' };
  const { resources } = await infra.evaluate(days);
  assert.equal(ofType(resources, policies)[0].properties.immutabilityPeriodSinceCreationInDays, 400);
  assert.equal(ofType((await infra.evaluate({ ...days, BACKUP_LOCKED: 'true' })).resources, policies).length, 0);

  const elsewhere = (await infra.evaluate({ SETTINGS: '{"Backup__AccountName": "elsewhere"}' })).resources;
  assert.deepEqual([found(elsewhere).length, alerts(elsewhere)], [0, 1]);
});

for (const [what, values, sentence] of [
  ['an app that nobody reaches', { PUBLIC_APP: 'false' }, /publicApp is false: this needs privateNetworking/],
  ['development keys', { SETTINGS: '{"access:DevelopmentKeyFile": "x"}' }, /settings: access:DevelopmentKeyFile/],
  ['limits that exempt', { SETTINGS: '{"Limits__ExemptLoopback": "true"}' }, /settings: Limits__ExemptLoopback/],
  ['a backup with a key', { SETTINGS: '{"Backup__ConnectionString": "x"}' }, /settings: Backup__ConnectionString/],
  ['two places for backups', { BACKUPS: 'true', SETTINGS: '{"Backup__AccountName": "x"}' }, /settings: Backup__Acc/],
  ['backups that nobody could delete', { BACKUPS: 'true', BACKUP_KEEP_DAYS: '30' }, /backupKeepDays is not more/],
  ['a level that there is not', { DASHBOARDS: '[{"name": "a", "level": "secret", "feed": "queue"}]' }, /'secret'/],
  ['a profile that there is not', { PROFILE: 'test' }, /"dev", "prod"/],
]) test(`refused before anything is deployed: ${what}`, async () => {
  await assert.rejects(() => infra.evaluate(values), sentence);
});

test('alerts search for words that the app says, and for functions that it has', () => {
  const queries = ofType(deployed.prod.resources, 'Microsoft.Insights/scheduledQueryRules')
    .map(({ properties }) => properties.criteria.allOf[0].query).join('\n');
  // Those of the Durable extension are in its source (EndToEndTraceHelper), not in ours.
  const words = [...queries.matchAll(/Message contains "([^"']+)"/g)].map(([, text]) => text);
  assert.equal(words.length, 4, words.join());
  for (const text of words) assert.ok(sources.includes(text), text);
  const functions = /Function in \((.+?)\)/.exec(queries)[1].match(/\w+/g);
  for (const name of functions) assert.ok(sources.includes(`[Function("${name}")]`), name);
});

test('the workbook asks for metrics, spans and attributes that the app has', () => {
  const { serializedData } = one('prod', 'Microsoft.Insights/workbooks').properties;
  const { items } = JSON.parse(serializedData);
  const charts = items.filter(({ type }) => type === 3).map(({ content }) => content);
  for (const { title, timeContextFromParameter, crossComponentResources } of charts) {
    assert.equal(timeContextFromParameter, 'Time', title);
    assert.match(crossComponentResources[0], /\/workspaces\/log-/, title);
  }
  const queries = charts.map(({ query }) => query).join('\n');
  const names = [...new Set([...queries.matchAll(/"(ukraine_support\.[\w.]+)"/g)].map(([, name]) => name))];
  for (const name of names) assert.ok(sources.includes(`"${name}"`), name);
  const metrics = [...sources.matchAll(/Meter\.Create\w+(?:<\w+>)?\(\s*"([\w.]+)"/g)].map(([, name]) => name);
  assert.equal(metrics.length, 5, metrics.join());
  assert.deepEqual(metrics.filter((name) => !names.includes(name)), []);
  const spans = [...queries.matchAll(/Name startswith "(\w+ )"/g)].map(([, name]) => name);
  assert.deepEqual(spans, ['dispatch ']);
  for (const name of spans) assert.ok(sources.includes(`$"${name}{`), name);
  const outcomes = [...queries.matchAll(/(?:Outcome|outcome"\]) [!=]= "(\w+)"/g)].map(([, word]) => word);
  assert.ok(outcomes.length >= 4, outcomes.join());
  for (const word of outcomes) assert.ok(sources.includes(`"${word}"`), word);
});

test('azd: the service of azure.yaml is there, and what it tells stays as it was', () => {
  const yaml = read('azure.yaml');
  assert.match(yaml, /^ {2}api:$/m);
  assert.ok(existsSync(join(root, /project: (.+)/.exec(yaml)[1], 'UkraineSupport.Functions.csproj')));
  for (const type of ['Microsoft.Resources/resourceGroups', 'Microsoft.Web/sites']) {
    assert.equal(one('dev', type).tags['azd-env-name'], 'test', type);
  }
  const { BUDGET_START, AZURE_RESOURCE_GROUP } = deployed.closed.outputs;
  assert.deepEqual([BUDGET_START, AZURE_RESOURCE_GROUP], ['2026-01-01', 'rg-test']);
  assert.equal(one('closed', 'Microsoft.Consumption/budgets').properties.timePeriod.startDate, '2026-01-01');
});

test('the page names every value that azd may be given, every role and every alert', () => {
  const page = read('infra', 'README.md');
  const values = [...infra.text('main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)'/g)];
  const names = [...values.map(([, name]) => name), ...alertNames].map((name) => `\`${name}\``);
  assert.deepEqual([...names, ...Object.values(builtIn)].filter((name) => !page.includes(name)), []);
});
