namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>What repeating a call would do.</summary>
internal enum Effect
{
    /// <summary>Nothing that matters: a read, or a write of the same values.</summary>
    Repeatable,

    /// <summary>Possibly something: after an unknown result the caller asks first.</summary>
    AskFirst,
}
