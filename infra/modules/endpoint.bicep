import { tags as tagsOf } from 'types.bicep'

@description('Where.')
param location string

@description('Name of the endpoint.')
param name string

@description('Tags of every resource.')
param tags tagsOf

@description('Resource that it leads to.')
param target string

@description('Which part of it.')
param groupId string

@description('DNS zone that its address is told in.')
param zoneName string

@description('The subnet that it stands in.')
param subnetId string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: zoneName
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: groupId
        properties: {
          privateLinkServiceId: target
          groupIds: [groupId]
        }
      }
    ]
  }

  resource zones 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: groupId
          properties: { privateDnsZoneId: zone.id }
        }
      ]
    }
  }
}
