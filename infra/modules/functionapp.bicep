import { appSettings as settingsOf, dashboard, tags as tagsOf } from 'types.bicep'

@description('Where.')
param location string

@description('End of the resources\' names.')
param suffix string

@description('Tags of every resource.')
param tags tagsOf

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('Name of the storage account.')
param storageName string

@description('Where the app\'s code is put.')
param packageContainer string

@description('Name of the storage account for backups; empty: none.')
param backupName string

@description('Host name of the Service Bus namespace.')
param serviceBusHost string

@description('The topic that has everything.')
param topic string

@description('Levels with a topic of their own.')
param topicLevels string[]

@description('Those of the dashboards that read a queue.')
param dashboards dashboard[]

@description('Whose tokens are accepted.')
param authority string

@description('Who tokens must be for.')
param audience string

@description('The claim with the caller\'s party.')
param partyClaim string

@description('Which life of the system this is; raised after a restore.')
param epoch int

@description('What runs orchestrations.')
param durableBackend 'AzureStorage'

@description('Further settings, docs/operations.md lists them.')
param settings settingsOf

@description('Origins whose pages may call the API.')
param origins string[]

@description('Networks of what stands before the app, whose X-Forwarded-For is believed.')
param proxies string[]

@description('The one Front Door that reaches the app; empty: everybody does.')
param frontDoorId string

@description('Whether the app is reached from the Internet.')
param publicApp bool

@description('The subnet that the app\'s own calls go through; empty: none.')
param subnetId string

@description('Instances in several zones.')
param zoneRedundant bool

@description('Memory of an instance, in MB.')
param instanceMemoryMB (512 | 2048 | 4096)

@description('Most instances at a time.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('Where logs go.')
param workspaceId string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: 'appi-${suffix}'
}

// What makes one dashboard's feed, by the number that its settings have.
var dashboardSettings = reduce(
  map(range(0, length(dashboards)), at => {
    'Dashboards__${at}__Name': dashboards[at].name
    'Dashboards__${at}__Disclosure': dashboards[at].level
  }),
  {},
  (all, one) => union(all, one)
)
// In Azure every request comes from the Functions host on the same machine.
var hops = concat(['127.0.0.0/8', '::1/128'], proxies)
var lists = reduce(
  concat(
    map(range(0, length(hops)), at => { 'Proxies__${at}': hops[at] }),
    map(range(0, length(origins)), at => { 'Cors__Origins__${at}': origins[at] }),
    map(range(0, length(topicLevels)), at => { 'ServiceBus__Levels__${at}': topicLevels[at] })
  ),
  {},
  (all, one) => union(all, one)
)
var backup = empty(backupName) ? {} : { Backup__AccountName: backupName }
var own = {
  // The host's connection and the app's: a name and an identity, no key.
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // Which identity the app's own clients use.
  AZURE_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // The exporter of spans and metrics tells Microsoft nothing of its own use.
  APPLICATIONINSIGHTS_STATSBEAT_DISABLED: 'true'
  // Alerts are made of these: none may be left out when there are many.
  AzureFunctionsJobHost__logging__applicationInsights__samplingSettings__excludedTypes: 'Trace;Exception'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: durableBackend
  Access__Authority: authority
  Access__Audience: audience
  Access__PartyClaim: partyClaim
  // The page is a client of the same registration.
  Access__PageClient: audience
  Access__PageScopes: 'openid offline_access api://${audience}/support'
  Events__Epoch: string(epoch)
  ServiceBus__Namespace: serviceBusHost
  ServiceBus__Topic: topic
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-${suffix}'
  location: location
  // By this tag azd finds where the service of azure.yaml goes.
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: publicApp ? 'Enabled' : 'Disabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // The site that takes the code is not the one that callers reach.
      scmIpSecurityRestrictionsUseMain: false
      ipSecurityRestrictionsDefaultAction: empty(frontDoorId) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: empty(frontDoorId)
        ? []
        : [
            {
              name: 'front-door'
              priority: 100
              action: 'Allow'
              tag: 'ServiceTag'
              ipAddress: 'AzureFrontDoor.Backend'
              headers: { 'x-azure-fdid': [frontDoorId] }
            }
          ]
    }
  }

  // What is set by hand is gone after the next deployment: settings are a parameter.
  resource config 'config' = {
    name: 'appsettings'
    properties: union(settings, dashboardSettings, lists, backup, own)
  }

  // No user name and password for deployments.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id of the app.')
output id string = app.id

@description('Name of the app.')
output name string = app.name

@description('Its host name.')
output host string = app.properties.defaultHostName
