namespace OnboardingFlow.Core.Operations;

/// <summary>Stable words for why an operation was refused.</summary>
public static class OperationCodes
{
    /// <summary>The onboarding has ended.</summary>
    public const string Ended = "ended";

    /// <summary>The onboarding hasn't ended.</summary>
    public const string NotEnded = "not_ended";

    /// <summary>Nobody's review is waited for.</summary>
    public const string NotInReview = "not_in_review";

    /// <summary>The run is neither parked nor stopped by an unhandled fault.</summary>
    public const string NothingToRetry = "nothing_to_retry";

    /// <summary>It is suspended already.</summary>
    public const string AlreadySuspended = "already_suspended";

    /// <summary>It isn't suspended.</summary>
    public const string NotSuspended = "not_suspended";

    /// <summary>A channel hasn't taken the end yet; purging now would lose the event.</summary>
    public const string DeliveryPending = "delivery_pending";

    /// <summary>The person isn't in debt, as far as this onboarding or WeChat Pay knows.</summary>
    public const string NotInDebt = "not_in_debt";

    /// <summary>WeChat Pay refused for a reason of business.</summary>
    public const string RefusedByWeChatPay = "refused_by_wechatpay";

    /// <summary>The state changed while the operation ran.</summary>
    public const string StateChanged = "state_changed";
}
