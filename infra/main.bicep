// The production host's resources. Secrets are never parameters: the merchant's key, the APIv3 key and the fingerprint's key are put into the vault by hand.
targetScope = 'resourceGroup'

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

@description('Serial of the merchant certificate, upper-case hex, whose private key is the vault\'s signing key.')
param merchantSerial string

@description('WeChat Pay\'s public keys or certificates: objects with Serial and Pem.')
param weChatPayPublicKeys array

@description('Keys of the HTTP API: objects with Name, Sha256 (hex) and Roles.')
param apiKeys array

@description('Most instances of a scale group. The signing budget of an instance is the vault\'s limit shared among those of all groups.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

var suffix = uniqueString(resourceGroup().id)

module identity 'modules/identity.bicep' = {
  params: {
    name: '${name}-identity-${suffix}'
    location: location
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: take('${name}${suffix}', 24)
    location: location
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/keyvault.bicep' = {
  params: {
    name: take('${name}-${suffix}', 24)
    location: location
    principalId: identity.outputs.principalId
  }
}

module host 'modules/functionapp.bicep' = {
  params: {
    name: '${name}-${suffix}'
    location: location
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packagesContainer: storage.outputs.packagesContainer
    vaultUri: vault.outputs.uri
    merchantId: merchantId
    appId: appId
    merchantSerial: merchantSerial
    weChatPayPublicKeys: weChatPayPublicKeys
    apiKeys: apiKeys
    maximumInstances: maximumInstances
  }
}

output hostName string = host.outputs.hostName
output vaultName string = vault.outputs.name
