using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Index;

/// <summary>How many onboardings stand where.</summary>
/// <param name="ByStep">Running ones by step.</param>
/// <param name="ByOutcome">Ended ones by outcome and code.</param>
/// <param name="ByBankType">Ended ones that named a bank, by bank kind and code.</param>
/// <param name="OldestWaiting">Since when the oldest one in <see cref="OnboardingStep.AwaitingContract"/> waits, or null.</param>
public sealed record OnboardingCounts(
    IReadOnlyDictionary<OnboardingStep, long> ByStep,
    IReadOnlyList<OutcomeCount> ByOutcome,
    IReadOnlyList<BankTypeCount> ByBankType,
    DateTimeOffset? OldestWaiting);
