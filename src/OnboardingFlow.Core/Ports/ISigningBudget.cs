namespace OnboardingFlow.Core.Ports;

/// <summary>How short the budget of private-key operations is now.</summary>
public interface ISigningBudget
{
    /// <summary>How far polls should be stretched: 1 when the budget isn't short, never less.</summary>
    double PollStretch { get; }
}
