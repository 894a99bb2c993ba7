namespace OnboardingFlow.Emulators.WeChatPay.Keys;

/// <summary>A <see cref="PlatformKey"/> as it is kept.</summary>
internal sealed record PlatformKeyRecord(VerificationKey Public, byte[] Pkcs8, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
