namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>Ways in which an attempt ends.</summary>
internal enum AttemptEnd
{
    /// <summary>A verified answer that is a fact for the caller.</summary>
    Answered,

    /// <summary>A verified answer that only an operator can do something about.</summary>
    Misconfigured,

    /// <summary>Nothing was sent: surely without effect.</summary>
    NotSent,

    /// <summary>A verified answer: refused for now, surely without effect.</summary>
    NotYet,

    /// <summary>An unverified error answer that says it was refused: believed as far as trying again goes, no further.</summary>
    Unsigned,

    /// <summary>Sent, but no answer that can be believed: whether it had its effect is unknown.</summary>
    Lost,
}
