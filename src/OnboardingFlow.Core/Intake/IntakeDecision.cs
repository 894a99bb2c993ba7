namespace OnboardingFlow.Core.Intake;

/// <summary>What is to become of a queue message. Closed: these four and no other.</summary>
public abstract record IntakeDecision
{
    private IntakeDecision()
    {
    }

    /// <summary>Its effect is durable (or it has none): delete it.</summary>
    /// <param name="Why">A word or two for the log: no personal data.</param>
    public sealed record Delete(string Why) : IntakeDecision;

    /// <summary>It can't become an onboarding: put this on the poison queue, then delete it.</summary>
    /// <param name="Message">What goes on the poison queue.</param>
    public sealed record Poison(PoisonMessage Message) : IntakeDecision;

    /// <summary>It failed for a passing cause, or for one of ours that an operator must put right: put this copy on the request queue, shown after the delay, then delete the original.</summary>
    /// <param name="Copy">The sealed copy, with this try counted, unless the cause was ours.</param>
    /// <param name="Delay">How long the copy stays hidden; at least zero, below 7 days.</param>
    public sealed record Retry(SealedCopy Copy, TimeSpan Delay) : IntakeDecision;

    /// <summary>Nothing can be made durable now, not even a sealed copy (Key Vault or the queue is out of reach): the queue gives it out again after a delay that grows with its dequeue count.</summary>
    /// <param name="Why">For the log: no personal data.</param>
    public sealed record LeaveAlone(string Why) : IntakeDecision;
}
