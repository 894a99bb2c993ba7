namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>The primary host and the stand-by.</summary>
internal sealed class ApiHosts(TimeProvider time)
{
    public const string PrimaryName = "wechatpay-primary";
    public const string StandbyName = "wechatpay-standby";

    public ApiHost Primary { get; } = new(PrimaryName, static s => s.BaseAddress, time);

    public ApiHost Standby { get; } = new(StandbyName, static s => s.StandbyAddress, time);

    /// <summary>The host for the next attempt: the primary, unless it just failed or is out of service; null when both are out.</summary>
    /// <param name="failed">The host that failed in the attempt before, or null.</param>
    public ApiHost? Next(ApiHost? failed)
    {
        var (first, second) = failed == Primary ? (Standby, Primary) : (Primary, Standby);
        return !first.IsOut ? first : !second.IsOut ? second : null;
    }
}
