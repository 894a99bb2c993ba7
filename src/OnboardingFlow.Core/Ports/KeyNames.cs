namespace OnboardingFlow.Core.Ports;

/// <summary>Names of the keys and secrets that the project uses in Key Vault: the part of configuration section <c>KeyVault</c> that others than the Key Vault client need.</summary>
public sealed class KeyNames
{
    /// <summary>The configuration section.</summary>
    public const string Section = "KeyVault";

    /// <summary>RSA key that signs calls to WeChat Pay and decrypts what it encrypts to the merchant.</summary>
    public string SigningKey { get; set; } = "wechatpay-merchant";

    /// <summary>RSA key that wraps data keys.</summary>
    public string SealingKey { get; set; } = "onboarding-sealing";

    /// <summary>Secret with the 32-byte APIv3 key that encrypts WeChat Pay's notifications.</summary>
    public string ApiV3KeySecret { get; set; } = "wechatpay-apiv3-key";

    /// <summary>Secret that keys the fingerprint of a request.</summary>
    public string FingerprintSecret { get; set; } = "onboarding-fingerprint";
}
