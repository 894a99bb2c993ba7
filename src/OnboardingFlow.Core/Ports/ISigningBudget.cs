namespace OnboardingFlow.Core.Ports;

/// <summary>How short the budget of private-key operations is now, for those who poll.</summary>
public interface ISigningBudget
{
    /// <summary>Takes down that a poll has come due, whether or not it will get its operation.</summary>
    /// <param name="organizationId">Whose poll it is.</param>
    /// <param name="stretchedBy">How far it had been put off; 1 when it wasn't.</param>
    void CountPoll(string organizationId, double stretchedBy);

    /// <summary>How far an organization's next poll should be put off: 1 when the budget isn't short, never less.</summary>
    double PollStretch(string organizationId);
}
