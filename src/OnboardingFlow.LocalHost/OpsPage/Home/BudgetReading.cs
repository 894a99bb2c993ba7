namespace OnboardingFlow.LocalHost.OpsPage.Home;

/// <summary>The signing budget as it is now.</summary>
/// <param name="Configured">Private-key operations a second as configured.</param>
/// <param name="Given">Operations a second given out now: less while the vault throttles.</param>
/// <param name="Asked">Operations a second asked for, averaged over about ten seconds.</param>
/// <param name="PeopleWaiting">Operations waiting for which a person waits.</param>
/// <param name="PollsWaiting">Operations of polls waiting.</param>
/// <param name="PollStretch">How far polls of the organization with most people waiting are stretched; 1 is not at all.</param>
public sealed record BudgetReading(double Configured, double Given, double Asked, int PeopleWaiting, int PollsWaiting, double PollStretch)
{
    /// <summary>Share of what is given out that is asked for, 0 to 1.</summary>
    public double Used => Math.Clamp(Asked / Given, 0, 1);
}
