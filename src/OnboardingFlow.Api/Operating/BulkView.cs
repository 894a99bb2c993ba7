namespace OnboardingFlow.Api.Operating;

/// <summary>What a bulk operation did.</summary>
/// <param name="Matched">Onboardings that the filter matched.</param>
/// <param name="Done">Of these, done; 0 in a dry run.</param>
/// <param name="Refused">Of these, in a state in which the operation means nothing; 0 in a dry run.</param>
/// <param name="Truncated">Whether more matched than the 10,000 that one call takes: call again.</param>
public sealed record BulkView(int Matched, int Done, int Refused, bool Truncated);
