// The production host's resources. Secrets are never parameters: the merchant's key, the APIv3 key and the fingerprint's key are put into the vault by hand
// (docs/merchant-key.md).
targetScope = 'resourceGroup'

import { apiKey, codeSettings, merchantKey, weChatPayKey } from 'types.bicep'

@description('Short name that every resource name begins with: lower-case letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'onboarding'

@description('Region of all resources; Flex Consumption must be offered there.')
param location string = resourceGroup().location

@description('Merchant id (mchid) at WeChat Pay.')
param merchantId string

@description('Default app id of the mini-program.')
param appId string

@description('Certificates of the merchant, old and new while they are rotated.')
@minLength(1)
param merchantKeys merchantKey[]

@description('WeChat Pay\'s public keys or certificates. With none, certificates are downloaded.')
param weChatPayPublicKeys weChatPayKey[] = []

@description('Keys of the HTTP API.')
@minLength(1)
param apiKeys apiKey[]

@description('Name of the vault\'s secret that webhooks are signed with; empty when no webhook is called.')
param webhookSecretName string = ''

@description('Settings of the code that differ from its defaults.')
param settings codeSettings = {}

@description('hsm: premium vault, HSM-protected sealing key, 200 operations a second. software: standard vault, 400 a second; for development.')
@allowed(['hsm', 'software'])
param keyProtection string = 'hsm'

@description('Redundancy of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_ZRS'

@description('Most instances of a scale group. The signing budget of an instance is the vault\'s limit shared among those of all groups.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 8

@description('Instances of the HTTP and the Durable Task group that are always warm; 0 saves money and costs the first caller a cold start.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Puts storage and vault behind private endpoints and closes their public doors.')
param privateEndpoints bool = false

@description('Who is told when an alert fires; nobody when empty.')
param alertEmails string[] = []

var suffix = uniqueString(resourceGroup().id)
var storageName = take('${name}${suffix}', 24)
var vaultName = take('${name}-${suffix}', 24)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-identity-${suffix}'
  location: location
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: '${name}-${suffix}'
    location: location
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageName
    location: location
    sku: storageSku
    closed: privateEndpoints
    identityId: identity.id
    principalId: identity.properties.principalId
  }
}

module vault 'modules/keyvault.bicep' = {
  params: {
    name: vaultName
    location: location
    keyProtection: keyProtection
    closed: privateEndpoints
    signingKey: settings.?KeyVault__SigningKey ?? 'wechatpay-merchant'
    sealingKey: settings.?KeyVault__SealingKey ?? 'onboarding-sealing'
    secrets: concat(
      [
        settings.?KeyVault__ApiV3KeySecret ?? 'wechatpay-apiv3-key'
        settings.?KeyVault__FingerprintSecret ?? 'onboarding-fingerprint'
      ],
      empty(webhookSecretName) ? [] : [webhookSecretName]
    )
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateEndpoints) {
  params: {
    name: '${name}-${suffix}'
    location: location
    storageName: storageName
    vaultName: vaultName
  }
  dependsOn: [storage, vault]
}

module host 'modules/host.bicep' = {
  params: {
    name: '${name}-${suffix}'
    location: location
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageName: storageName
    vaultName: vaultName
    telemetryConnection: monitoring.outputs.connectionString
    subnetId: network.?outputs.subnetId ?? ''
    merchantId: merchantId
    appId: appId
    merchantKeys: merchantKeys
    weChatPayPublicKeys: weChatPayPublicKeys
    apiKeys: apiKeys
    webhookSecretName: webhookSecretName
    settings: settings
    vaultOperationsPerSecond: keyProtection == 'hsm' ? 200 : 400
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
  }
  dependsOn: [storage, vault]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    emails: alertEmails
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    vaultId: vault.outputs.id
  }
}

output hostName string = host.outputs.hostName
output vaultName string = vaultName
output requestQueue string = 'https://${storageName}.queue.${environment().suffixes.storage}/onboarding-requests'
