import { dashboard, tags as tagsOf } from 'types.bicep'
import { roles } from 'roles.bicep'

@description('Where.')
param location string

@description('End of the resources\' names.')
@minLength(13)
@maxLength(13)
param suffix string

@description('Tags of every resource.')
param tags tagsOf

@description('Name of the app\'s identity.')
param appName string

@description('Principal of the app\'s identity.')
param appPrincipalId string

@description('Those of the dashboards that read a queue.')
param dashboards dashboard[]

@description('Kept three times in three zones, or in one.')
param zoneRedundant bool

@description('Whether the account answers to private endpoints only.')
param privateNetworking bool

@description('How long deleted blobs and containers can be had back, in days.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

@description('Where logs go.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    // No keys and so no signatures made with them: whoever comes, comes as somebody.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetworking ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    }

    // The app's code, as it was deployed last.
    resource package 'containers' = {
      name: 'app-package'
      properties: { publicAccess: 'None' }
    }
  }

  resource queues 'queueServices' = {
    name: 'default'

    // The app would make it with the first event; it is made here so that its reader has a role on it alone.
    resource feeds 'queues' = [
      for one in dashboards: {
        name: 'support-events-${one.name}'
      }
    ]
  }

  resource tables 'tableServices' = {
    name: 'default'
  }

  // Nothing is kept in it; whoever uses it all the same is seen.
  resource files 'fileServices' = {
    name: 'default'
  }
}

resource accountMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::blobs
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::tables
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

resource fileLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::files
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
  }
}

// Without StorageRead: every queue is looked at every two seconds, and each line of it would be paid for.
resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::queues
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

// On the account: the app makes its tables, queues and containers itself, read models under new names each time.
resource appRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [
    roles.storageBlobDataOwner // Storage Blob Data Owner: what the Functions host asks for (locks, host keys)
    roles.storageQueueDataContributor // Storage Queue Data Contributor
    roles.storageTableDataContributor // Storage Table Data Contributor
  ]: {
    name: guid(account.id, appName, role)
    scope: account
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource readers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (one, at) in dashboards: if (one.?reader != null) {
    name: guid(account::queues::feeds[at].id, one.?reader ?? '', roles.storageQueueDataMessageProcessor)
    scope: account::queues::feeds[at]
    properties: {
      // Storage Queue Data Message Processor
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles.storageQueueDataMessageProcessor
      )
      principalId: one.?reader ?? ''
      principalType: one.?readerType ?? 'ServicePrincipal'
    }
  }
]

@description('Resource id of the account.')
output id string = account.id

@description('Name of the account.')
output name string = account.name

@description('Where the app\'s code is put.')
output packageContainer string = '${account.properties.primaryEndpoints.blob}${account::blobs::package.name}'
