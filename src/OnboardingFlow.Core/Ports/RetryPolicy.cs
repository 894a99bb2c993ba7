namespace OnboardingFlow.Core.Ports;

/// <summary>How a failed activity is repeated. Delay before attempt n+1: <c>FirstInterval * Coefficient^(n-1)</c>, at most <see cref="MaxInterval"/>.</summary>
/// <param name="MaxAttempts">Attempts in all, the first included; at least 1.</param>
/// <param name="FirstInterval">Delay after the first failure.</param>
/// <param name="Coefficient">Growth of the delay; at least 1.</param>
/// <param name="MaxInterval">Longest delay; null means no bound.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstInterval, double Coefficient = 1, TimeSpan? MaxInterval = null)
{
    /// <summary>Error types (see <see cref="ActivityFailure.ErrorType"/>) that are never repeated.</summary>
    public IReadOnlyList<string> NonRetryableErrors { get; init; } = [];

    /// <summary>The delay that follows the failed attempt with this number (1 for the first).</summary>
    public TimeSpan DelayAfter(int attempt)
    {
        var ticks = FirstInterval.Ticks * Math.Pow(Coefficient, attempt - 1);
        var bound = (MaxInterval ?? TimeSpan.MaxValue).Ticks;
        return ticks >= bound ? TimeSpan.FromTicks(bound) : TimeSpan.FromTicks((long)ticks);
    }

    /// <summary>Whether an attempt with this number that failed this way may be followed by another.</summary>
    public bool AllowsAnother(int attempt, ActivityFailure failure) =>
        attempt < MaxAttempts && !NonRetryableErrors.Contains(failure.ErrorType, StringComparer.Ordinal);
}
