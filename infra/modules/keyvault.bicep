// The vault. The host may use its two keys and read its secrets; it may neither make, export nor delete any. The sealing key is made here, in the vault; the
// merchant's key and the secrets are put in by hand (docs/merchant-key.md), so that none ever passes through a deployment.
param name string
param location string
@allowed(['hsm', 'software'])
param keyProtection string
param closed bool
param signingKey string
param sealingKey string
param secrets string[]
param identityId string
param principalId string
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  properties: {
    sku: { family: 'A', name: keyProtection == 'hsm' ? 'premium' : 'standard' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'None', defaultAction: closed ? 'Deny' : 'Allow' }
  }
}

resource sealing 'Microsoft.KeyVault/vaults/keys@2024-11-01' = {
  parent: vault
  name: sealingKey
  properties: {
    kty: keyProtection == 'hsm' ? 'RSA-HSM' : 'RSA'
    keySize: 2048
    keyOps: ['decrypt', 'encrypt', 'unwrapKey', 'wrapKey']
    attributes: { enabled: true, exportable: false }
  }
}

resource signing 'Microsoft.KeyVault/vaults/keys@2024-11-01' existing = {
  parent: vault
  name: signingKey
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' existing = [
  for secretName in secrets: {
    parent: vault
    name: secretName
  }
]

var cryptoUser = '12338af0-0e69-4776-bea7-57ae8d297424'
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource sealingRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: sealing
  name: guid(sealing.id, identityId, cryptoUser)
  properties: {
    description: 'Key Vault Crypto User: wraps and unwraps data keys, opens sealed requests'
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoUser)
  }
}

resource signingRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: signing
  name: guid(signing.id, identityId, cryptoUser)
  properties: {
    description: 'Key Vault Crypto User: signs calls to WeChat Pay, decrypts what it encrypts to the merchant'
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoUser)
  }
}

resource secretRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (secretName, i) in secrets: {
    scope: secret[i]
    name: guid(secret[i].id, identityId, secretsUser)
    properties: {
      description: 'Key Vault Secrets User: reads ${secretName}'
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    }
  }
]

// Who used which key, when. Neither values nor digests stand in it.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

output id string = vault.id
