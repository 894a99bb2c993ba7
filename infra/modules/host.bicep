// The Flex Consumption app, with every setting that the code needs and has no default for.
import { apiKey, codeSettings, merchantKey, weChatPayKey } from '../types.bicep'

param name string
param location string
param identityId string
param identityClientId string
param storageName string
param vaultName string
param telemetryConnection string
param subnetId string
param merchantId string
param appId string
param merchantKeys merchantKey[]
param weChatPayPublicKeys weChatPayKey[]
param apiKeys apiKey[]
param webhookSecretName string
param settings codeSettings
param vaultOperationsPerSecond int
param maximumInstances int
param alwaysReadyInstances int

// The vault's operations, less a tenth for people and tools, shared among the instances that may run at once: those of HTTP, of Durable Task and timers, and of
// the queue function. The code goes below it after a 429, never above.
var groups = 3
var operationsPerSecond = max(1, vaultOperationsPerSecond * 9 / 10 / (groups * maximumInstances))

var storageSuffix = environment().suffixes.storage
var packagesContainer = 'app-packages'

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
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

var merchantKeySettings = flatten(map(merchantKeys, (key, i) => concat(
  [{ name: 'WeChatPay__MerchantKeys__${i}__Serial', value: key.Serial }],
  empty(key.?KeyVersion) ? [] : [{ name: 'WeChatPay__MerchantKeys__${i}__KeyVersion', value: key.?KeyVersion ?? '' }],
  empty(key.?From) ? [] : [{ name: 'WeChatPay__MerchantKeys__${i}__From', value: key.?From ?? '' }]
)))

var ownSettings = concat(
  [
    { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: telemetryConnection }
    { name: 'AzureWebJobsStorage__accountName', value: storageName }
    { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
    { name: 'AzureWebJobsStorage__clientId', value: identityClientId }
    // The queue trigger reads these through the platform, the code through Azure.Identity.
    { name: 'Storage__queueServiceUri', value: 'https://${storageName}.queue.${storageSuffix}/' }
    { name: 'Storage__blobServiceUri', value: 'https://${storageName}.blob.${storageSuffix}/' }
    { name: 'Storage__tableServiceUri', value: 'https://${storageName}.table.${storageSuffix}/' }
    { name: 'Storage__credential', value: 'managedidentity' }
    { name: 'Storage__clientId', value: identityClientId }
    { name: 'AZURE_CLIENT_ID', value: identityClientId }
    { name: 'AZURE_TOKEN_CREDENTIALS', value: 'ManagedIdentityCredential' }
    { name: 'KeyVault__Address', value: 'https://${vaultName}${environment().suffixes.keyvaultDns}/' }
    { name: 'Budget__OperationsPerSecond', value: string(operationsPerSecond) }
    { name: 'WeChatPay__MchId', value: merchantId }
    { name: 'WeChatPay__AppId', value: appId }
  ],
  empty(webhookSecretName) ? [] : [{ name: 'Webhook__SecretName', value: webhookSecretName }]
)

var changedSettings = map(items(settings), entry => { name: entry.key, value: entry.value })

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  tags: { 'azd-service-name': 'host' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${storageName}.blob.${storageSuffix}/${packagesContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              { name: 'http', instanceCount: alwaysReadyInstances }
              { name: 'durable', instanceCount: alwaysReadyInstances }
            ]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: concat(ownSettings, keySettings, merchantKeySettings, publicKeySettings, changedSettings)
    }
  }
}

output hostName string = app.properties.defaultHostName
