namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>A merchant certificate's serial and the version of the Key Vault key that belongs to it.</summary>
internal sealed record MerchantKey(string Serial, string KeyVersion, DateTimeOffset From);
