namespace OnboardingFlow.WeChatPay.SelfTest;

/// <summary>Configuration section <c>WeChatPay:SelfTest</c>.</summary>
public sealed class SelfTestOptions
{
    /// <summary>Whether the host tests itself against WeChat Pay when it starts, and is ready only when that held.</summary>
    public bool AtStart { get; set; }

    /// <summary>
    /// Where WeChat Pay sends the test's callback: this host's <c>/api/wechatpay/notifications</c> as it is reached from outside. Without it the APIv3 key
    /// and the way in of notifications aren't tried.
    /// </summary>
    public Uri? NotifyUrl { get; set; }
}
