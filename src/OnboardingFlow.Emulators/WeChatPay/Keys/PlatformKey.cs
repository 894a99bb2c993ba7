using OnboardingFlow.Emulators.Crypto;

namespace OnboardingFlow.Emulators.WeChatPay.Keys;

/// <summary>A private key of WeChat Pay's with what its merchants know of it.</summary>
internal sealed record PlatformKey(VerificationKey Public, RsaPool Private, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    internal string Serial => Public.Serial;
}
