namespace OnboardingFlow.WeChatPay.Notifications;

/// <summary>Event types of WeChat Pay's notifications that mean something here.</summary>
internal static class EventTypes
{
    /// <summary>Somebody's contract changed.</summary>
    public const string UserStateChange = "FACEPAY.USER_STATE_CHANGE";

    /// <summary>Callback of the self-test <c>POST /v3/security/echo</c> (official since 2026).</summary>
    public const string SecurityEcho = "SECURITY_ECHO.SUCCESS";
}
