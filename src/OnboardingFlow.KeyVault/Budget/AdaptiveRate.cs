namespace OnboardingFlow.KeyVault.Budget;

/// <summary>
/// Operations a second, now: the configured ones, halved by each throttling answer and recovered steadily. Times are since a start of the caller's choice.
/// Not thread-safe.
/// </summary>
internal sealed class AdaptiveRate
{
    /// <summary>What one throttling answer leaves of the rate.</summary>
    internal const double Decrease = 0.5;

    /// <summary>Share of the configured rate that comes back each second: from a half in 25 s.</summary>
    internal const double RecoveryPerSecond = 0.02;

    /// <summary>Share of the configured rate that is always left.</summary>
    internal const double Floor = 0.1;

    /// <summary>Answers to what was sent before the rate fell say nothing new about it: within this time of a decrease there is no other.</summary>
    internal static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private readonly double _limit;
    private double _base;
    private TimeSpan _since;
    private bool _lowered;

    /// <param name="limit">The configured rate.</param>
    public AdaptiveRate(double limit)
    {
        _limit = limit;
        _base = limit;
    }

    /// <summary>The rate at a time not before the last decrease.</summary>
    public double At(TimeSpan now) => Math.Min(_limit, _base + (_limit * RecoveryPerSecond * (now - _since).TotalSeconds));

    /// <summary>Halves the rate, unless that has just happened.</summary>
    /// <returns>Whether it did.</returns>
    public bool Lower(TimeSpan now)
    {
        if (_lowered && now - _since < Settle)
        {
            return false;
        }

        _base = Math.Max(Math.Max(1, _limit * Floor), At(now) * Decrease);
        _since = now;
        _lowered = true;
        return true;
    }

    /// <summary>Operations that the rate gives between two times, neither before the last decrease.</summary>
    public double Between(TimeSpan from, TimeSpan to)
    {
        var recovered = _since + TimeSpan.FromSeconds((_limit - _base) / (_limit * RecoveryPerSecond));
        var edge = recovered < from ? from : recovered > to ? to : recovered;
        return ((At(from) + At(edge)) / 2 * (edge - from).TotalSeconds) + (_limit * (to - edge).TotalSeconds);
    }
}
