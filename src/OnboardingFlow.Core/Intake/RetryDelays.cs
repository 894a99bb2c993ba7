namespace OnboardingFlow.Core.Intake;

/// <summary>How a message that failed for a passing cause is tried again.</summary>
internal static class RetryDelays
{
    /// <summary>Tries in all; then it is poison.</summary>
    public const int MaxTries = 5;

    /// <summary>How long a message waits for a key, secret or right of ours to be put right; then it is poison. As long as people wait in NeedsAttention by default.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromDays(7);

    private static readonly TimeSpan _shortestPauseDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestPauseDelay = TimeSpan.FromMinutes(10);

    // Together a little over an hour: long enough for an outage to end, short enough for somebody to see the poison the same day.
    private static readonly TimeSpan[] _delays =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    /// <summary>Delay until the next look at a message that has waited this long: doubles the wait each time.</summary>
    public static TimeSpan WhilePaused(TimeSpan waited) =>
        TimeSpan.FromTicks(Math.Clamp(waited.Ticks, _shortestPauseDelay.Ticks, _longestPauseDelay.Ticks));

    /// <summary>Delay after this many failed tries (1 for the first).</summary>
    public static TimeSpan After(int tries) => _delays[Math.Clamp(tries, 1, _delays.Length) - 1];
}
