namespace OnboardingFlow.Engine;

/// <summary>What a bulk operation came to.</summary>
/// <param name="Matched">Instances that the filter matched and that stood where the operation means something.</param>
/// <param name="Done">Those that it was done to; none in a dry run.</param>
/// <param name="Refused">Those that had moved on, or were gone, when their turn came.</param>
public sealed record BulkResult(int Matched, int Done, int Refused);
