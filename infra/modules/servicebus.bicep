import { dashboard, tags as tagsOf } from 'types.bicep'
import { roles } from 'roles.bicep'

@description('Where.')
param location string

@description('End of the resources\' names.')
param suffix string

@description('Tags of every resource.')
param tags tagsOf

@description('Name of the app\'s identity.')
param appName string

@description('Principal of the app\'s identity.')
param appPrincipalId string

@description('Those of the dashboards that read a subscription.')
param dashboards dashboard[]

@description('Kept in three zones; Premium only, Standard has no such choice.')
param zoneRedundant bool

@description('Whether the namespace answers to private endpoints only, which needs Premium.')
param privateNetworking bool

@description('Where logs go.')
param workspaceId string

// The first has everything and is the one of level restricted; the others have what their level may see.
var topicNames = {
  restricted: 'support-events'
  coalition: 'support-events-coalition'
  public: 'support-events-public'
}
var levels = ['restricted', 'coalition', 'public']

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sb-${suffix}'
  location: location
  tags: tags
  sku: privateNetworking ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    zoneRedundant: privateNetworking ? zoneRedundant : null
  }

  resource topics 'topics' = [
    for level in levels: {
      name: topicNames[level]
      properties: {
        // An event that is sent twice has the same MessageId; the outbox tries again within minutes.
        requiresDuplicateDetection: true
        duplicateDetectionHistoryTimeWindow: 'PT10M'
        maxSizeInMegabytes: 5120
      }
    }
  ]
}

resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
  for one in dashboards: {
    name: one.name
    parent: namespace::topics[indexOf(levels, one.level)]
    properties: {
      // The session is the aggregate: its events come in order.
      requiresSession: true
      maxDeliveryCount: 10
      lockDuration: 'PT1M'
      defaultMessageTimeToLive: 'P14D'
      deadLetteringOnMessageExpiration: true
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

// On each topic, not on the namespace: the app sends to these and reads nothing.
resource senders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (level, at) in levels: {
    name: guid(namespace::topics[at].id, appName, roles.serviceBusDataSender)
    scope: namespace::topics[at]
    properties: {
      // Azure Service Bus Data Sender
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource readers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (one, at) in dashboards: if (one.?reader != null) {
    name: guid(subscriptions[at].id, one.?reader ?? '', roles.serviceBusDataReceiver)
    scope: subscriptions[at]
    properties: {
      // Azure Service Bus Data Receiver
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
      principalId: one.?reader ?? ''
      principalType: one.?readerType ?? 'ServicePrincipal'
    }
  }
]

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Host name of the namespace.')
output host string = split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]

@description('The topic that has everything.')
output topic string = topicNames.restricted

@description('Levels that have a topic of their own beside it.')
output levels string[] = filter(levels, level => level != 'restricted')
