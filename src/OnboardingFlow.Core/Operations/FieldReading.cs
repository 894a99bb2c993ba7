using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Operations;

/// <summary>What came of reading something that a caller sent: a value, or everything that is wrong with it.</summary>
/// <param name="Value">The value; null when there are errors.</param>
/// <param name="Errors">What is wrong, by field path, without values.</param>
public sealed record FieldReading<T>(T? Value, IReadOnlyList<FieldError> Errors)
    where T : class;
