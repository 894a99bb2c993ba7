using OnboardingFlow.WeChatPay.Signatures;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>How one attempt of a call ended.</summary>
/// <param name="End">Which way.</param>
/// <param name="Reason">In words, free of the request's content.</param>
/// <param name="Answer">The fact, when there is one.</param>
/// <param name="RetryAfter">How long WeChat Pay asks to wait, or zero to go to the other host at once; null for the usual back-off.</param>
/// <param name="OtherHost">Whether the next attempt should go to the other host.</param>
internal sealed record Attempt(AttemptEnd End, string Reason, ApiAnswer? Answer = null, TimeSpan? RetryAfter = null, bool OtherHost = false)
{
    /// <summary>WeChat Pay's error, when it made one; whether it is to be believed says <see cref="Disbelieved"/>.</summary>
    public ApiProblem? Problem { get; init; }

    /// <summary>Why the answer isn't believed; null when it is, or there is none.</summary>
    public SignatureFault? Disbelieved { get; init; }

    /// <summary>For an answer that isn't believed: how far its time is ahead of our clock (negative: behind), when it says one.</summary>
    public TimeSpan? AheadBy { get; init; }

    /// <summary>Longer waits are the workflow's, which waits durably.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Whether another attempt of the same call may follow at once.</summary>
    public bool MayRepeat(Effect effect) => !(RetryAfter > LongestWait) && End switch
    {
        AttemptEnd.NotSent or AttemptEnd.NotYet => true,
        AttemptEnd.Lost or AttemptEnd.Unsigned => effect == Effect.Repeatable,
        _ => false,
    };
}
