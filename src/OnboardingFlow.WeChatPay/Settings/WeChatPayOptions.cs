using OnboardingFlow.WeChatPay.SelfTest;

namespace OnboardingFlow.WeChatPay.Settings;

/// <summary>Configuration section <c>WeChatPay</c>. Changes are taken up without a restart.</summary>
public sealed class WeChatPayOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "WeChatPay";

    /// <summary>The APIv3 host that is asked first.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.mch.weixin.qq.com/");

    /// <summary>The host that is asked when the first one fails.</summary>
    public Uri StandbyAddress { get; set; } = new("https://api2.mch.weixin.qq.com/");

    /// <summary>The merchant.</summary>
    public string MchId { get; set; } = "";

    /// <summary>The provider's app, named in contract queries.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The merchant's certificates, old and new while they are rotated.</summary>
    public IList<MerchantKeyOptions> MerchantKeys { get; } = [];

    /// <summary>WeChat Pay's keys that are known beforehand.</summary>
    public IList<PublicKeyOptions> PublicKeys { get; } = [];

    /// <summary>The self-test by <c>POST /v3/security/echo</c>.</summary>
    public SelfTestOptions SelfTest { get; } = new();

    /// <summary>Longest wait for one answer of one host.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time for a call, with the wait for a signature and all its attempts.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Wait before the second attempt; doubled for the third. The workflow repeats durably, so this stays short.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);
}
