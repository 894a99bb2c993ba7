// Private endpoints for the vault and the storage services, and the subnet that the host goes out by.
param name string
param location string
param storageName string
param vaultName string

var storageSuffix = environment().suffixes.storage
var targets = [
  { type: 'Microsoft.Storage/storageAccounts', name: storageName, group: 'blob', zone: 'privatelink.blob.${storageSuffix}' }
  { type: 'Microsoft.Storage/storageAccounts', name: storageName, group: 'queue', zone: 'privatelink.queue.${storageSuffix}' }
  { type: 'Microsoft.Storage/storageAccounts', name: storageName, group: 'table', zone: 'privatelink.table.${storageSuffix}' }
  { type: 'Microsoft.KeyVault/vaults', name: vaultName, group: 'vault', zone: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}' }
]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      {
        name: 'host'
        properties: {
          addressPrefix: '10.20.0.0/24'
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      { name: 'endpoints', properties: { addressPrefix: '10.20.1.0/24' } }
    ]
  }

  resource hostSubnet 'subnets' existing = { name: 'host' }
  resource endpointSubnet 'subnets' existing = { name: 'endpoints' }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: {
    name: target.zone
    location: 'global'
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, i) in targets: {
    parent: zone[i]
    name: name
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for target in targets: {
    name: '${name}-${target.group}'
    location: location
    properties: {
      subnet: { id: network::endpointSubnet.id }
      privateLinkServiceConnections: [
        { name: target.group, properties: { privateLinkServiceId: resourceId(target.type, target.name), groupIds: [target.group] } }
      ]
    }
  }
]

resource dns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (target, i) in targets: {
    parent: endpoint[i]
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: target.group, properties: { privateDnsZoneId: zone[i].id } }] }
  }
]

output subnetId string = network::hostSubnet.id
