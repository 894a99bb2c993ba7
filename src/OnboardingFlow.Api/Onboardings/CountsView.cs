namespace OnboardingFlow.Api.Onboardings;

/// <summary>How many onboardings stand where.</summary>
/// <param name="ByStep">Running ones by step; every step is there, also with 0.</param>
/// <param name="ByOutcome">Ended ones by outcome and code.</param>
/// <param name="ByBankType">Ended ones that named a bank, by bank kind and code.</param>
/// <param name="OldestWaiting">Since when the oldest one in AwaitingContract waits, or null.</param>
public sealed record CountsView(
    IReadOnlyDictionary<string, long> ByStep,
    IReadOnlyList<OutcomeCountView> ByOutcome,
    IReadOnlyList<BankTypeCountView> ByBankType,
    DateTimeOffset? OldestWaiting);
