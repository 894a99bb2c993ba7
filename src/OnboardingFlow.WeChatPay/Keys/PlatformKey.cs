using System.Security.Cryptography;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>One of WeChat Pay's keys.</summary>
/// <param name="Serial">What <c>Wechatpay-Serial</c> names.</param>
/// <param name="Rsa">Its public part. Public-key operations on it run side by side; it is never changed.</param>
/// <param name="EndsAt">A certificate's end; null for a public key, which has none.</param>
internal sealed record PlatformKey(string Serial, RSA Rsa, DateTimeOffset? EndsAt)
{
    public bool IsPublicKey => EndsAt is null;

    public bool IsLive(DateTimeOffset now) => EndsAt is not { } end || now <= end;
}
