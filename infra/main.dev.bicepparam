using 'main.bicep'

// Values in angle brackets come from WeChat Pay's merchant platform and from whoever may call the API.
param merchantId = '<mchid>'
param appId = '<appid>'
param merchantKeys = [{ Serial: '<serial of the merchant certificate, upper-case hex>' }]
param weChatPayPublicKeys = []
param apiKeys = [
  { Name: 'enrolment', Sha256: '0000000000000000000000000000000000000000000000000000000000000000', Roles: ['start', 'read'] }
]

param keyProtection = 'software'
param storageSku = 'Standard_LRS'
param maximumInstances = 2
param alwaysReadyInstances = 0
param settings = { Onboarding__Deadline: 'PT1H' }
