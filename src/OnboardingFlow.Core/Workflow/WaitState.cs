namespace OnboardingFlow.Core.Workflow;

/// <summary>What a long wait carries from one execution to the next (continue-as-new).</summary>
/// <param name="Status">The custom status to go on from.</param>
/// <param name="Entries">Timeline entries recorded so far.</param>
/// <param name="Deadline">End of the wait.</param>
/// <param name="LastTokenExpiresAt">End of the last token's life.</param>
/// <param name="Polls">Looks so far: decides the distance to the next.</param>
/// <param name="ContractIdAtStart">A contract that was there before this run, or null.</param>
/// <param name="Stretch">How far polls were put off last; null in states of earlier releases, which didn't say.</param>
public sealed record WaitState(
    OnboardingStatus Status,
    int Entries,
    DateTimeOffset Deadline,
    DateTimeOffset LastTokenExpiresAt,
    int Polls,
    string? ContractIdAtStart,
    double? Stretch = null);
