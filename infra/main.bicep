// All of it, in one resource group. infra/README.md says what the options do and who gets which role.
targetScope = 'subscription'

import { appSettings, dashboard } from 'modules/types.bicep'

@description('Name of the environment, as azd knows it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Where all of it is.')
@minLength(1)
param location string

@description('Application (client) id of the app registration: who tokens must be for.')
@minLength(36)
@maxLength(36)
param accessClientId string

@description('The Entra ID tenant whose tokens are accepted.')
param accessTenantId string = tenant().tenantId

@description('The claim with the caller\'s party.')
@minLength(1)
param partyClaim string

@description('Addresses that alerts are sent to.')
param alertEmails string[]

@description('What it may cost in a month, in the subscription\'s currency, before somebody is told.')
@minValue(1)
param monthlyBudget int

@description('First day of the month that the budget begins in, empty: this month. Azure takes no other one later.')
param budgetStart string = ''

@description('First day of this month; not to be given.')
param thisMonth string = utcNow('yyyy-MM-01')

@description('Dashboards that events are sent to.')
param dashboards dashboard[] = []

@description('Further settings of the app, docs/operations.md lists them.')
param settings appSettings = {}

@description('Origins whose pages may call the API from a browser.')
param origins string[] = []

@description('Life of the system: one more after each restore from a backup.')
@minValue(1)
param epoch int = 1

@description('Storage and Service Bus answer to private endpoints only; Service Bus is Premium.')
param privateNetworking bool

@description('Addresses of the private network, a /24 or larger.')
param networkAddresses string = '10.31.0.0/24'

@description('The app is reached from the Internet. Without it by its private endpoint only.')
param publicApp bool = true

@description('Id of the one Front Door that reaches the app; empty: everybody does.')
param frontDoorId string = ''

@description('Networks of what stands before the app, whose X-Forwarded-For is believed.')
param proxies string[] = []

@description('Storage, app and Service Bus (if Premium) are spread over zones.')
param zoneRedundant bool

// The Durable Task Scheduler asks for a package that the app does not have: docs/decisions/0030-deployment.md.
@description('What runs orchestrations.')
param durableBackend 'AzureStorage' = 'AzureStorage'

@description('Memory of an instance, in MB.')
param instanceMemoryMB (512 | 2048 | 4096)

@description('Most instances at a time.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int

@description('Most that is logged in a day, in GB; -1: no limit.')
param logDailyCapGb int

@description('How long deleted blobs can be had back, in days.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

@description('Each night the app lays a backup down in an account of its own.')
param backups bool

@description('How long nobody changes or deletes a backup, in days.')
@minValue(1)
@maxValue(146000)
param backupImmutableDays int

@description('Whether that has been locked by hand: Azure takes it from no deployment then.')
param backupLocked bool = false

@description('How long a backup is kept, in days: longer than nobody may delete it.')
@minValue(2)
@maxValue(146001)
param backupKeepDays int

// Ends the deployment before it begins, with a sentence.
var reached = publicApp || privateNetworking ? publicApp : fail('publicApp is false: this needs privateNetworking.')
var backupDays = backupKeepDays > backupImmutableDays
  ? backupKeepDays
  : fail('backupKeepDays is not more than backupImmutableDays: nobody could delete it then.')
// What these begin has a parameter, or is for a developer's machine: development keys, limits that exempt, connection
// strings. With `:` instead of `__` the app would read them too.
var reserved = [
  'Access'
  backups ? 'Backup' : 'Backup__ConnectionString'
  backups ? 'Backup' : 'Backup:ConnectionString'
  'AZURE_'
  'AzureWebJobs'
  'APPLICATIONINSIGHTS'
  'Cors'
  'Dashboards'
  'Events'
  'FUNCTIONS_'
  'Limits__ExemptLoopback'
  'Limits:ExemptLoopback'
  'Proxies'
  'ServiceBus'
  'WEBSITE_'
]
var refused = filter(objectKeys(settings), name => !empty(filter(reserved, start => startsWith(name, start))))
var allowed = empty(refused) ? settings : fail('settings: ${join(refused, ', ')}: a parameter, or not for Azure.')

var firstMonth = empty(budgetStart) ? thisMonth : budgetStart
var suffix = uniqueString(subscription().id, environmentName, location)
// Roles are named after it, not after what Azure makes of it: so it is known beforehand which there will be.
var identityName = 'id-${suffix}'
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

// Apart: who manages the app's group need not be who manages its backups.
resource backupGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = if (backups) {
  name: 'rg-${environmentName}-backup'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    location: location
    name: identityName
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    location: location
    suffix: suffix
    tags: tags
    appName: identityName
    appPrincipalId: identity.outputs.principalId
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    suffix: suffix
    tags: tags
    appName: identityName
    appPrincipalId: identity.outputs.principalId
    dashboards: filter(dashboards, one => one.feed == 'queue')
    zoneRedundant: zoneRedundant
    privateNetworking: privateNetworking
    softDeleteDays: softDeleteDays
    workspaceId: monitoring.outputs.workspaceId
  }
}

module backup 'modules/backup.bicep' = if (backups) {
  scope: backupGroup
  params: {
    location: location
    suffix: suffix
    tags: tags
    appName: identityName
    appPrincipalId: identity.outputs.principalId
    zoneRedundant: zoneRedundant
    privateNetworking: privateNetworking
    immutableDays: backupImmutableDays
    locked: backupLocked
    keepDays: backupDays
    softDeleteDays: softDeleteDays
    workspaceId: monitoring.outputs.workspaceId
  }
}

module serviceBus 'modules/servicebus.bicep' = {
  scope: group
  params: {
    location: location
    suffix: suffix
    tags: tags
    appName: identityName
    appPrincipalId: identity.outputs.principalId
    dashboards: filter(dashboards, one => one.feed == 'subscription')
    zoneRedundant: zoneRedundant
    privateNetworking: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

// Zone by what is reached through it.
var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  namespace: 'privatelink.servicebus.windows.net'
  sites: 'privatelink.azurewebsites.net'
}

module network 'modules/network.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    suffix: suffix
    tags: tags
    addressPrefix: networkAddresses
    zoneNames: map(items(zoneNames), zone => zone.value)
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storageEndpoints 'modules/endpoint.bicep' = [
  for part in ['blob', 'queue', 'table']: if (privateNetworking) {
    scope: group
    params: {
      location: location
      name: 'pe-${part}-${suffix}'
      tags: tags
      target: storage.outputs.id
      groupId: part
      zoneName: zoneNames[part]
      subnetId: network.?outputs.endpointSubnetId ?? ''
    }
  }
]

module backupEndpoint 'modules/endpoint.bicep' = if (backups && privateNetworking) {
  scope: group
  params: {
    location: location
    name: 'pe-backup-${suffix}'
    tags: tags
    target: backup.?outputs.id ?? ''
    groupId: 'blob'
    zoneName: zoneNames.blob
    subnetId: network.?outputs.endpointSubnetId ?? ''
  }
}

module serviceBusEndpoint 'modules/endpoint.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    name: 'pe-bus-${suffix}'
    tags: tags
    target: serviceBus.outputs.id
    groupId: 'namespace'
    zoneName: zoneNames.namespace
    subnetId: network.?outputs.endpointSubnetId ?? ''
  }
}

module functionApp 'modules/functionapp.bicep' = {
  scope: group
  params: {
    location: location
    suffix: suffix
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    backupName: backup.?outputs.name ?? ''
    serviceBusHost: serviceBus.outputs.host
    topic: serviceBus.outputs.topic
    topicLevels: serviceBus.outputs.levels
    dashboards: filter(dashboards, one => one.feed == 'queue')
    authority: '${environment().authentication.loginEndpoint}${accessTenantId}/v2.0'
    audience: accessClientId
    partyClaim: partyClaim
    epoch: epoch
    durableBackend: durableBackend
    settings: allowed
    origins: origins
    proxies: proxies
    frontDoorId: frontDoorId
    publicApp: reached
    subnetId: network.?outputs.appSubnetId ?? ''
    zoneRedundant: zoneRedundant
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    workspaceId: monitoring.outputs.workspaceId
  }
  // It starts by reaching for its storage.
  dependsOn: [storageEndpoints]
}

module appEndpoint 'modules/endpoint.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    name: 'pe-app-${suffix}'
    tags: tags
    target: functionApp.outputs.id
    groupId: 'sites'
    zoneName: zoneNames.sites
    subnetId: network.?outputs.endpointSubnetId ?? ''
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    suffix: suffix
    tags: tags
    emails: alertEmails
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    backups: backups || contains(settings, 'Backup__AccountName')
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    environmentName: environmentName
    workspaceId: monitoring.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = {
  scope: group
  params: {
    amount: monthlyBudget
    start: firstMonth
    actionGroupId: alerts.outputs.actionGroupId
  }
}

// azd keeps these with the environment, and gives BUDGET_START back the next time.
@description('Where all of it is.')
output AZURE_LOCATION string = location

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The tenant whose tokens are accepted.')
output ACCESS_TENANT_ID string = accessTenantId

@description('Name of the function app.')
output SERVICE_API_NAME string = functionApp.outputs.name

@description('Where the API is.')
output SERVICE_API_URI string = 'https://${functionApp.outputs.host}/api'

@description('First day of the budget.')
output BUDGET_START string = firstMonth
