namespace OnboardingFlow.Emulators.WeChatPay.Persons;

/// <summary>A presign token that was given out; itself only as its SHA-256.</summary>
internal sealed record IssuedToken(string Sha256, DateTimeOffset ExpiresAt, string MchId, string ContractMode);
