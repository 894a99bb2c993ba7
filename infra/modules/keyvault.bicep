// The vault. The host may use its two keys and read its secrets; it may neither make, export nor change any. The keys and secrets themselves are put in by
// hand, so that the merchant's key never passes through a deployment.
param name string
param location string
param principalId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    sku: { family: 'A', name: 'premium' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
  }
}

var roles = {
  'Key Vault Crypto User': '12338af0-0e69-4776-bea7-57ae8d297424'
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6'
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    scope: vault
    name: guid(vault.id, principalId, role.value)
    properties: {
      description: role.key
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output name string = vault.name
output uri string = vault.properties.vaultUri
