// What must hold of every deployment, whatever its options. A rule gives its complaints; `breaks` are ways to break it,
// by which the test sees that it complains.
import { ofType } from './template.mjs';

const assignments = 'Microsoft.Authorization/roleAssignments';
const definitions = 'Microsoft.Authorization/roleDefinitions';
const authorization = '/providers/Microsoft.Authorization/';
const last = (resource) => resource.id.split('/').at(-1);
const where = (resource) => `${resource.type} ${resource.name}`;

/** Complains where a property, by its path, is not what it must be. */
const must = (resources, type, expected) => {
  const found = ofType(resources, type);
  const wrong = found.flatMap((one) => Object.entries(expected)
    .filter(([path, value]) => at(one, path) !== value)
    .map(([path, value]) => `${where(one)}: ${path} is ${JSON.stringify(at(one, path))}, not ${value}`));
  return found.length ? wrong : [`there is no ${type}`];
};
const at = (thing, path) => path.split('.').reduce((value, key) => value?.[key], thing);

/** Breaks a property of the first resource of a type. */
const set = (type, path, value) => (resources) => {
  const keys = path.split('.');
  const holder = keys.slice(0, -1).reduce((thing, key) => thing[key], ofType(resources, type)[0]);
  holder[keys.at(-1)] = value;
};
const remove = (which) => (resources) => resources.splice(resources.findIndex(which), 1);

// Types that have resource logs or metrics to send, and those that have not (or send them already), with the reason.
const logged = [
  'Microsoft.OperationalInsights/workspaces', 'Microsoft.Storage/storageAccounts',
  'Microsoft.Storage/storageAccounts/blobServices', 'Microsoft.Storage/storageAccounts/queueServices',
  'Microsoft.Storage/storageAccounts/tableServices', 'Microsoft.Storage/storageAccounts/fileServices',
  'Microsoft.ServiceBus/namespaces', 'Microsoft.Web/sites',
  'Microsoft.Network/virtualNetworks', 'Microsoft.Network/networkSecurityGroups',
];
const notLogged = {
  'Microsoft.Insights/components': 'its telemetry is in the workspace already',
  'Microsoft.Web/serverfarms': 'no logs; the app sends the metrics',
  'Microsoft.Network/privateEndpoints': 'no logs',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': 'a part',
  'Microsoft.Network/privateDnsZones': 'no logs', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks': 'a part',
  'Microsoft.Storage/storageAccounts/blobServices/containers': 'a part', 'Microsoft.Web/sites/config': 'a part',
  'Microsoft.Storage/storageAccounts/queueServices/queues': 'a part',
  'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies': 'a part',
  'Microsoft.Storage/storageAccounts/managementPolicies': 'a part', 'Microsoft.Authorization/roleDefinitions': 'none',
  'Microsoft.ServiceBus/namespaces/topics': 'a part', 'Microsoft.ServiceBus/namespaces/topics/subscriptions': 'a part',
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': 'a part',
  'Microsoft.Resources/resourceGroups': 'none', 'Microsoft.ManagedIdentity/userAssignedIdentities': 'none',
  'Microsoft.Authorization/roleAssignments': 'none', 'Microsoft.Insights/diagnosticSettings': 'itself',
  'Microsoft.Insights/actionGroups': 'none', 'Microsoft.Insights/scheduledQueryRules': 'none',
  'Microsoft.Insights/workbooks': 'none', 'Microsoft.Insights/metricAlerts': 'none', 'Microsoft.Consumption/budgets': 'none',
};

function diagnostics(resources) {
  const settings = ofType(resources, 'Microsoft.Insights/diagnosticSettings');
  const workspace = ofType(resources, 'Microsoft.OperationalInsights/workspaces')[0]?.id;
  const sends = (one) => settings.some(({ id, properties: { workspaceId, logs = [], metrics = [] } }) =>
    id === `${one.id}/providers/Microsoft.Insights/diagnosticSettings/to-workspace` && workspaceId === workspace
    && [...logs, ...metrics].some(({ enabled }) => enabled));
  return resources
    .filter((one) => (logged.includes(one.type) ? !sends(one) : !(one.type in notLogged)))
    .map((one) => `${where(one)} sends nothing to the workspace, and no reason is given`);
}

// The ids are looked up here a second time, apart from the template:
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
export const builtIn = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': 'Storage Queue Data Contributor',
  '8a0f0c08-91a1-4084-bc3d-661d67233fed': 'Storage Queue Data Message Processor',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
  '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39': 'Azure Service Bus Data Sender',
  '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0': 'Azure Service Bus Data Receiver',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
};
// The one of our own.
export const backupAdder = 'Support backup adder';
// What each may be given on, at most: the app makes tables, queues and containers, so it has the account.
const scopes = {
  'Storage Blob Data Owner': /\/storageAccounts\/[^/]+$/,
  'Storage Queue Data Contributor': /\/storageAccounts\/[^/]+$/,
  'Storage Table Data Contributor': /\/storageAccounts\/[^/]+$/,
  'Storage Queue Data Message Processor': /\/queueServices\/default\/queues\/[^/]+$/,
  'Azure Service Bus Data Sender': /\/topics\/[^/]+$/,
  'Azure Service Bus Data Receiver': /\/topics\/[^/]+\/subscriptions\/[^/]+$/,
  'Monitoring Metrics Publisher': /\/components\/[^/]+$/,
  [backupAdder]: /\/rg-test-backup\/.+\/blobServices\/default\/containers\/backups$/,
};

const nameOf = (resources, id) => builtIn[id.split('/').at(-1)]
  ?? ofType(resources, definitions).find((one) => last(one) === id.split('/').at(-1))
    ?.properties.roleName.replace(/ [a-z0-9]{13}$/, '') ?? id;

/** Who has which role on what, in words. */
export const granted = (resources) => ofType(resources, assignments).map((one) => ({
  role: nameOf(resources, one.properties.roleDefinitionId),
  on: one.id.split(authorization)[0],
  who: one.properties.principalId.includes('userAssignedIdentities') ? 'app' : one.properties.principalId,
}));

const settingsOf = (resources) =>
  ofType(resources, 'Microsoft.Web/sites/config').find((one) => last(one) === 'appsettings').properties;
const breakSetting = (name, value) => (resources) => {
  settingsOf(resources)[name] = value;
};

// Words of a secret: a key in a connection string, a signature. A path of a resource id is none.
const secret = /AccountKey=|SharedAccessKey=|[?&]sig=|password|listKeys|listSecrets/i;
const forbidden = [
  'Access__DevelopmentKeyFile', 'Access__DevelopmentSigningKeyFile', 'Limits__ExemptLoopback',
  'ServiceBus__ConnectionString', 'AzureWebJobsStorage', 'Backup__ConnectionString',
  // What Flex Consumption does not take, or takes from functionAppConfig:
  // https://learn.microsoft.com/azure/azure-functions/functions-app-settings
  'FUNCTIONS_WORKER_RUNTIME', 'FUNCTIONS_EXTENSION_VERSION', 'WEBSITE_RUN_FROM_PACKAGE', 'WEBSITE_CONTENTSHARE',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
];
const isForbidden = (name) => forbidden.some((one) => one.toLowerCase() === name.toLowerCase());

function settings(resources) {
  const all = Object.entries(settingsOf(resources));
  return [
    ...all.filter(([, value]) => typeof value !== 'string' || secret.test(value)).map(([name]) => `${name}: a secret`),
    ...all.filter(([name]) => isForbidden(name)).map(([name]) => `${name} has no place here`),
  ];
}

export const alertNames = [
  'backup-missing', 'dead-letters', 'orchestration-failed', 'orchestration-stuck', 'outbox-lag', 'poison-messages', 'server-errors',
  'sign-in-failures', 'sweeps-silent',
];

function alerts(resources) {
  const group = ofType(resources, 'Microsoft.Insights/actionGroups')[0];
  const found = [queryAlerts, metricAlerts].flatMap((type) => ofType(resources, type));
  const told = ({ properties: { enabled, actions } }) => enabled && JSON.stringify(actions).includes(group?.id);
  const wanted = alertNames.filter((name) => name !== 'backup-missing' || ofType(resources, policies).length);
  return [
    ...wanted.filter((name) => !found.some((one) => one.name === name)).map((name) => `there is no alert ${name}`),
    ...found.filter((one) => !wanted.includes(one.name)).map((one) => `the alert ${one.name} is not known here`),
    ...found.filter((one) => !told(one)).map((one) => `nobody is told of ${one.name}`),
    ...(group?.properties.emailReceivers.length ? [] : ['the alerts go to nobody']),
  ];
}

function budget(resources) {
  const [one] = ofType(resources, budgets);
  const told = Object.values(one?.properties.notifications ?? {}).filter((n) => n.enabled && n.contactGroups.length);
  return one?.properties.amount > 0 && told.length === 2 ? [] : ['there is no budget that tells somebody'];
}

const isBackup = (one) => one.id.includes('/resourceGroups/rg-test-backup/');

function backups(resources) {
  if (!resources.some((one) => one.type === storage && isBackup(one))) return [];
  const given = granted(resources).filter(({ on }) => on.includes('/rg-test-backup/'));
  const rights = ofType(resources, definitions).flatMap((one) => one.properties.permissions)
    .flatMap(({ actions, dataActions }) => [...actions, ...dataActions]);
  const [days] = ofType(resources, policies).map((one) => one.properties.immutabilityPeriodSinceCreationInDays);
  const { baseBlob, version } = ofType(resources, lifecycles)[0]?.properties.policy.rules[0].definition.actions ?? {};
  const goes = [baseBlob, version].map((one) => one?.delete.daysAfterCreationGreaterThan);
  return [
    ...given.filter(({ role, who }) => role !== backupAdder || who !== 'app').map(({ role }) => `${role} on backups`),
    ...(given.length === 1 ? [] : [`${given.length} roles on backups`]),
    ...(rights.join() === `${storage}/blobServices/containers/blobs/add/action` ? [] : [`a right to ${rights}`]),
    ...(days > 0 && goes.every((one) => one > days) ? [] : [`not to be changed for ${days} days, kept for ${goes}`]),
    ...must(resources, policies, { 'properties.allowProtectedAppendWrites': false }),
    ...must(resources.filter(isBackup), `${storage}/blobServices`, { 'properties.isVersioningEnabled': true }),
  ];
}

const queryAlerts = 'Microsoft.Insights/scheduledQueryRules';
const metricAlerts = 'Microsoft.Insights/metricAlerts';
const budgets = 'Microsoft.Consumption/budgets';
const plan = 'Microsoft.Web/serverfarms';
const storage = 'Microsoft.Storage/storageAccounts';
const policies = `${storage}/blobServices/containers/immutabilityPolicies`;
const lifecycles = `${storage}/managementPolicies`;
const bus = 'Microsoft.ServiceBus/namespaces';
const topics = 'Microsoft.ServiceBus/namespaces/topics';
const subscriptions = 'Microsoft.ServiceBus/namespaces/topics/subscriptions';
const app = 'Microsoft.Web/sites';

export const rules = [
  {
    name: 'whatever has diagnostic settings sends them to the workspace',
    check: diagnostics,
    breaks: [
      // Each of them in turn: workspace, two accounts and four services of each, bus, app, network and its two groups.
      ...Array.from({ length: 16 }, (_, at) => (resources) => {
        ofType(resources, 'Microsoft.Insights/diagnosticSettings')[at].properties.logs = [];
        ofType(resources, 'Microsoft.Insights/diagnosticSettings')[at].properties.metrics = [];
      }),
      set('Microsoft.Insights/diagnosticSettings', 'properties.workspaceId', 'elsewhere'),
      (resources) => resources.push({ type: 'Microsoft.KeyVault/vaults', name: 'kv', id: '/kv' }),
    ],
  },
  {
    name: 'storage has no keys, nothing public, TLS 1.2',
    check: (resources) => [
      ...must(resources, storage, {
        'properties.allowSharedKeyAccess': false, 'properties.allowBlobPublicAccess': false,
        'properties.minimumTlsVersion': 'TLS1_2', 'properties.supportsHttpsTrafficOnly': true,
        'properties.allowCrossTenantReplication': false, 'properties.isLocalUserEnabled': false,
      }),
      ...must(resources, `${storage}/blobServices/containers`, { 'properties.publicAccess': 'None' }),
      ...must(resources, `${storage}/blobServices`, { 'properties.deleteRetentionPolicy.enabled': true }),
    ],
    breaks: [
      set(storage, 'properties.allowSharedKeyAccess', true), set(storage, 'properties.allowBlobPublicAccess', true),
      set(storage, 'properties.minimumTlsVersion', 'TLS1_0'),
      set(storage, 'properties.supportsHttpsTrafficOnly', undefined),
      set(`${storage}/blobServices/containers`, 'properties.publicAccess', 'Blob'),
    ],
  },
  {
    name: 'Service Bus has no keys, TLS 1.2, and no rule of its own',
    check: (resources) => [
      ...must(resources, bus, { 'properties.disableLocalAuth': true, 'properties.minimumTlsVersion': '1.2' }),
      ...resources.filter((one) => /authorizationRules/i.test(one.type)).map(where),
    ],
    breaks: [
      set(bus, 'properties.disableLocalAuth', false), set(bus, 'properties.minimumTlsVersion', '1.0'),
      (resources) => resources.push({ type: `${bus}/authorizationRules`, name: 'root', id: '/root' }),
    ],
  },
  {
    name: 'a topic for each level drops what is sent twice; subscriptions keep the order of an aggregate',
    check: (resources) => [
      ...must(resources, topics, {
        'properties.requiresDuplicateDetection': true, 'properties.duplicateDetectionHistoryTimeWindow': 'PT10M',
      }),
      ...must(resources, subscriptions, { 'properties.requiresSession': true }),
      ...['support-events', 'support-events-coalition', 'support-events-public']
        .filter((name) => !ofType(resources, topics).some((one) => last(one) === name))
        .map((name) => `there is no topic ${name}`),
    ],
    breaks: [
      set(topics, 'properties.requiresDuplicateDetection', false),
      set(subscriptions, 'properties.requiresSession', false),
      remove((one) => one.type === topics && last(one) === 'support-events-public'),
    ],
  },
  {
    name: 'the app is a Flex Consumption app of .NET 10 with an identity of ours, over TLS only',
    check: (resources) => [
      ...must(resources, plan, { 'sku.name': 'FC1', 'sku.tier': 'FlexConsumption', 'properties.reserved': true }),
      ...must(resources, app, {
        kind: 'functionapp,linux', 'identity.type': 'UserAssigned', 'properties.httpsOnly': true,
        'tags.azd-service-name': 'api', 'properties.functionAppConfig.runtime.name': 'dotnet-isolated',
        'properties.functionAppConfig.runtime.version': '10.0',
        'properties.functionAppConfig.deployment.storage.authentication.type': 'UserAssignedIdentity',
        'properties.siteConfig.minTlsVersion': '1.2', 'properties.siteConfig.scmMinTlsVersion': '1.2',
        'properties.siteConfig.ftpsState': 'Disabled', 'properties.siteConfig.cors': undefined,
      }),
      ...must(resources, `${app}/basicPublishingCredentialsPolicies`, { 'properties.allow': false }),
    ],
    breaks: [
      set(plan, 'sku.name', 'Y1'), set(app, 'identity.type', 'SystemAssigned'),
      set(app, 'properties.httpsOnly', false), set(app, 'properties.functionAppConfig.runtime.version', '8.0'),
      set(app, 'tags.azd-service-name', undefined),
      set(`${app}/basicPublishingCredentialsPolicies`, 'properties.allow', true),
      set(app, 'properties.siteConfig.cors', { allowedOrigins: ['*'] }),
    ],
  },
  {
    name: 'no setting is a secret or for a developer\'s machine',
    check: settings,
    breaks: [
      breakSetting('AzureWebJobsStorage', 'x'), breakSetting('ACCESS__developmentkeyfile', 'x'),
      breakSetting('FUNCTIONS_WORKER_RUNTIME', 'x'), breakSetting('Anything', "[listKeys('x').key1]"),
      breakSetting('Anything', 'Endpoint=sb://x;SharedAccessKey=abc'),
    ],
  },
  {
    name: 'each role is one of the table, on no more than what it is for',
    check: (resources) => granted(resources)
      .filter(({ role, on }) => !scopes[role]?.test(on)).map(({ role, on }) => `${role} on ${on}`),
    breaks: [
      // Owner.
      set(assignments, 'properties.roleDefinitionId', '/8e3af657-a8ff-443c-a75c-2fe8c4bcb635'),
      ...Object.values(builtIn).map((role) => (resources) => {
        const found = granted(resources).findIndex((one) => one.role === role);
        ofType(resources, assignments)[found].id = `/subscriptions/s/resourceGroups/g${authorization}roleAssignments/r`;
      }),
    ],
  },
  {
    name: 'backups: the app only adds, nobody changes or deletes one in its time, and what is old goes',
    check: backups,
    breaks: [
      ...['write', 'delete', 'read'].map((right) => (resources) => ofType(resources, definitions)[0]
        .properties.permissions[0].dataActions.push(`${storage}/blobServices/containers/blobs/${right}`)),
      set(definitions, 'properties.permissions', [{ actions: ['*'], dataActions: [] }]),
      (resources) => {
        const adder = granted(resources).findIndex(({ role }) => role === backupAdder);
        ofType(resources, assignments)[adder].id = `/subscriptions/s${authorization}roleAssignments/r`;
      },
      // Every other role on what is there, too.
      (resources) => {
        const owner = granted(resources).findIndex(({ role }) => role === 'Storage Blob Data Owner');
        ofType(resources, assignments)[owner].id = ofType(resources, policies)[0].id + authorization;
      },
      set(policies, 'properties.immutabilityPeriodSinceCreationInDays', 0),
      set(policies, 'properties.allowProtectedAppendWrites', true),
      remove((one) => one.type === policies), remove((one) => one.type === lifecycles),
      (resources) => {
        ofType(resources, `${storage}/blobServices`).find(isBackup).properties.isVersioningEnabled = false;
      },
      (resources) => {
        const { baseBlob } = ofType(resources, lifecycles)[0].properties.policy.rules[0].definition.actions;
        baseBlob.delete.daysAfterCreationGreaterThan = 30;
      },
    ],
  },
  {
    name: 'somebody is told of what goes wrong',
    check: alerts,
    breaks: [
      ...alertNames.map((name) => remove((one) => one.name === name)),
      set(queryAlerts, 'properties.actions', {}), set(metricAlerts, 'properties.enabled', false),
      set('Microsoft.Insights/actionGroups', 'properties.emailReceivers', []),
    ],
  },
  {
    name: 'somebody is told of what it costs',
    check: budget,
    breaks: [set(budgets, 'properties.amount', 0), set(budgets, 'properties.notifications', {})],
  },
  {
    name: 'telemetry is written by who has the role only',
    check: (resources) => [
      ...must(resources, 'Microsoft.Insights/components', { 'properties.DisableLocalAuth': true }),
      ...must(resources, 'Microsoft.OperationalInsights/workspaces', { 'properties.features.disableLocalAuth': true }),
    ],
    breaks: [
      set('Microsoft.Insights/components', 'properties.DisableLocalAuth', false),
      set('Microsoft.OperationalInsights/workspaces', 'properties.features', {}),
    ],
  },
];
