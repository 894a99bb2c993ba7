// The Flex Consumption app, with every setting that the code needs and has no default for.
param name string
param location string
param identityId string
param identityClientId string
param storageName string
param packagesContainer string
param vaultUri string
param merchantId string
param appId string
param merchantSerial string
param weChatPayPublicKeys array
param apiKeys array
param maximumInstances int

// What a vault takes of RSA-2048 private-key operations is shared among the instances of the three scale groups (HTTP, Durable Task, the queue function), with
// some left for people. At least one a second.
var operationsPerSecond = max(1, 180 / (3 * maximumInstances))

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

var keySettings = flatten(map(apiKeys, (key, i) => concat(
  [
    { name: 'Http__ApiKeys__${i}__Name', value: key.Name }
    { name: 'Http__ApiKeys__${i}__Sha256', value: key.Sha256 }
  ],
  map(key.Roles, (role, j) => { name: 'Http__ApiKeys__${i}__Roles__${j}', value: role })
)))

var publicKeySettings = flatten(map(weChatPayPublicKeys, (key, i) => [
  { name: 'WeChatPay__PublicKeys__${i}__Serial', value: key.Serial }
  { name: 'WeChatPay__PublicKeys__${i}__Pem', value: key.Pem }
]))

var settings = [
  { name: 'AzureWebJobsStorage__accountName', value: account.name }
  { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
  { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
  // The queue trigger reads these through the platform, the code through Azure.Identity.
  { name: 'Storage__queueServiceUri', value: account.properties.primaryEndpoints.queue }
  { name: 'Storage__blobServiceUri', value: account.properties.primaryEndpoints.blob }
  { name: 'Storage__tableServiceUri', value: account.properties.primaryEndpoints.table }
  { name: 'Storage__credential', value: 'managedidentity' }
  { name: 'Storage__clientId', value: identityClientId }
  { name: 'AZURE_CLIENT_ID', value: identityClientId }
  { name: 'KeyVault__Address', value: vaultUri }
  { name: 'Budget__OperationsPerSecond', value: string(operationsPerSecond) }
  { name: 'WeChatPay__MchId', value: merchantId }
  { name: 'WeChatPay__AppId', value: appId }
  { name: 'WeChatPay__MerchantKeys__0__Serial', value: merchantSerial }
]

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${packagesContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: maximumInstances }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: concat(settings, keySettings, publicKeySettings)
    }
  }
}

output hostName string = app.properties.defaultHostName
