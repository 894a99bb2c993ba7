// What parameters look like. Closed types: a name that isn't here is an error of the compiler, not a setting that nobody reads.

@export()
@description('A key of the HTTP API. The key itself is kept by its caller; only its hash is deployed.')
type apiKey = {
  @description('Whose key it is; shown in logs.')
  Name: string
  @description('SHA-256 of the key, 64 hexadecimal digits.')
  @minLength(64)
  @maxLength(64)
  Sha256: string
  Roles: ('start' | 'read' | 'operate')[]
}

@export()
@description('A certificate of the merchant and the version of the vault\'s signing key that belongs to it.')
type merchantKey = {
  @description('The certificate\'s serial, upper-case hex.')
  Serial: string
  @description('Version of the signing key; left out, the newest.')
  KeyVersion: string?
  @description('From when it signs, RFC 3339; left out, always.')
  From: string?
}

@export()
@description('A public key (PUB_KEY_ID_…) or platform certificate of WeChat Pay.')
type weChatPayKey = {
  Serial: string
  Pem: string
}

@export()
@description('Settings of the code that stay at its defaults unless they are named here. Durations as PT72H or 3.00:00:00.')
type codeSettings = {
  Engine__Retention: string?
  KeyVault__ApiV3KeySecret: string?
  KeyVault__FingerprintSecret: string?
  KeyVault__SealingKey: string?
  KeyVault__SigningKey: string?
  Onboarding__AttentionTimeout: string?
  Onboarding__CardChecksum: ('reject' | 'warn')?
  Onboarding__Deadline: string?
  Onboarding__EraseAfter: string?
  Onboarding__PollMax: string?
  Onboarding__PollMin: string?
  Onboarding__RequireConsent: ('true' | 'false')?
  Onboarding__ReviewTimeout: string?
  @description('Separated by commas.')
  Onboarding__UnsupportedBankTypes: string?
  Onboarding__VerifierUrl: string?
  WeChatPay__AttemptTimeout: string?
  WeChatPay__BaseAddress: string?
  WeChatPay__CallTimeout: string?
  WeChatPay__RetryDelay: string?
  WeChatPay__StandbyAddress: string?
  Webhook__Url: string?
}
