namespace OnboardingFlow.WeChatPay.SelfTest;

/// <summary>What a self-test found wrong.</summary>
public enum SelfTestFault
{
    /// <summary>Neither host of WeChat Pay can be reached, or no whole answer came back.</summary>
    Network,

    /// <summary>Our clock and WeChat Pay's are more than five minutes apart.</summary>
    Clock,

    /// <summary>WeChat Pay refused our signature: the certificate's serial and the Key Vault key version aren't of one pair, or WeChat Pay doesn't know the serial.</summary>
    SerialKeyMismatch,

    /// <summary>Key Vault refused, or can't be reached: a permission, a disabled key, a setting.</summary>
    KeyVault,

    /// <summary>An answer's signature isn't one of the keys of WeChat Pay that are trusted here, or what was encrypted to its key came back wrong.</summary>
    PlatformKey,

    /// <summary>The APIv3 key in Key Vault isn't the merchant's: the callback can't be decrypted.</summary>
    ApiV3Key,

    /// <summary>The callback didn't come.</summary>
    Callback,

    /// <summary>WeChat Pay refused for another reason, named in the text.</summary>
    Refused,
}
