namespace OnboardingFlow.Core.Operations;

/// <summary>What a bulk operation did.</summary>
/// <param name="Matched">Onboardings that the filter matched, at most <see cref="BulkOperations.MaxMatches"/>.</param>
/// <param name="Done">Of these, done.</param>
/// <param name="Refused">Of these, in a state in which the operation means nothing (or gone meanwhile).</param>
/// <param name="Truncated">Whether more matched than one call takes: call again.</param>
public sealed record BulkAnswer(int Matched, int Done, int Refused, bool Truncated);
