import { tags as tagsOf } from 'types.bicep'

@description('Where.')
param location string

@description('Name of the identity.')
param name string

@description('Tags of every resource.')
param tags tagsOf

// Assigned by us, not by the system: its roles are there before the app is, and stay when the app is made anew.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id of the identity.')
output id string = identity.id

@description('What tokens are asked for with.')
output clientId string = identity.properties.clientId

@description('What roles are given to.')
output principalId string = identity.properties.principalId
