import { tags as tagsOf } from 'types.bicep'

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

@description('Kept three times in three zones, or in one.')
param zoneRedundant bool

@description('Whether the account answers to private endpoints only.')
param privateNetworking bool

@description('How long nobody changes or deletes a backup, in days.')
@minValue(1)
@maxValue(146000)
param immutableDays int

@description('Whether the policy is locked by now: then Azure takes it from no deployment any more.')
param locked bool

@description('How long a backup is kept, in days: longer than nobody may delete it.')
@minValue(2)
@maxValue(146001)
param keepDays int

@description('How long deleted blobs and containers can be had back, in days.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

@description('Where logs go.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stb${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    accessTier: 'Cool'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: {
      // For the rule below that deletes what is old: it comes from outside the network.
      bypass: 'AzureServices'
      defaultAction: privateNetworking ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    }

    resource backups 'containers' = {
      name: 'backups'
      properties: { publicAccess: 'None' }

      // Unlocked: whoever may manage the account can shorten it or take it away. Once it has proved good, lock it, for
      // good (docs/operations.md, Backup): az storage container immutability-policy lock.
      resource immutable 'immutabilityPolicies' = if (!locked) {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: immutableDays
          allowProtectedAppendWrites: false
        }
      }
    }
  }

  resource old 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'old-backups'
            type: 'Lifecycle'
            enabled: true
            definition: {
              filters: {
                blobTypes: ['blockBlob']
                prefixMatch: ['${blobs::backups.name}/']
              }
              actions: {
                baseBlob: { delete: { daysAfterCreationGreaterThan: keepDays } }
                version: { delete: { daysAfterCreationGreaterThan: keepDays } }
              }
            }
          }
        ]
      }
    }
  }

  // Nothing is kept in these three; whoever uses them all the same is seen.
  resource queues 'queueServices' = {
    name: 'default'
  }

  resource tables 'tableServices' = {
    name: 'default'
  }

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

resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::queues
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

// The least there is: to make a blob that is not there (Put Blob). To read, overwrite or delete one is another right, so
// the app cannot, also without the policy. No built-in role is as little.
// https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory
resource adder 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'backup-adder')
  properties: {
    // Unique in the tenant.
    roleName: 'Support backup adder ${suffix}'
    description: 'Adds blobs. Reads, overwrites and deletes none.'
    type: 'CustomRole'
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action']
        notDataActions: []
      }
    ]
    assignableScopes: [resourceGroup().id]
  }
}

resource appRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::backups.id, appName, adder.id)
  scope: account::blobs::backups
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', adder.name)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('Resource id of the account.')
output id string = account.id

@description('Name of the account.')
output name string = account.name
