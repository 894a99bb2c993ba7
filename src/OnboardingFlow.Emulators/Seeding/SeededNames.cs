namespace OnboardingFlow.Emulators.Seeding;

/// <summary>Names of the seeded keys and secrets: the defaults of LocalHost's settings.</summary>
internal static class SeededNames
{
    internal const string MerchantKey = "wechatpay-merchant";
    internal const string SealingKey = "onboarding-sealing";
    internal const string ApiV3KeySecret = "wechatpay-apiv3-key";
    internal const string FingerprintSecret = "onboarding-fingerprint";
    internal const string WebhookSecret = "webhook-secret";
}
