using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.WeChatPay.Settings;

/// <summary>The settings as they are used: made once for each change of <see cref="WeChatPayOptions"/>, never changed.</summary>
internal sealed class WeChatPaySettings(WeChatPayOptions options)
{
    public Uri BaseAddress { get; } = options.BaseAddress;

    public Uri StandbyAddress { get; } = options.StandbyAddress;

    public string MchId { get; } = options.MchId;

    public string AppId { get; } = options.AppId;

    public MerchantKeys MerchantKeys { get; } = new(options.MerchantKeys.Select(k => new MerchantKey(k.Serial, k.KeyVersion, k.From)));

    public PlatformKeySet PlatformKeys { get; } = new(options.PublicKeys.Select(PlatformKeyReader.Read));

    public Uri? SelfTestNotifyUrl { get; } = options.SelfTest.NotifyUrl;

    public TimeSpan AttemptTimeout { get; } = options.AttemptTimeout;

    public TimeSpan CallTimeout { get; } = options.CallTimeout;

    public TimeSpan RetryDelay { get; } = options.RetryDelay;
}
