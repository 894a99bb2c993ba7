namespace OnboardingFlow.WeChatPay.Settings;

/// <summary>One certificate of the merchant and the Key Vault key version that signs under it.</summary>
public sealed class MerchantKeyOptions
{
    /// <summary>The certificate's serial, upper-case hex.</summary>
    public string Serial { get; set; } = "";

    /// <summary>Version of the Key Vault key; empty means the newest.</summary>
    public string KeyVersion { get; set; } = "";

    /// <summary>From when it signs; missing means always.</summary>
    public DateTimeOffset From { get; set; } = DateTimeOffset.MinValue;
}
