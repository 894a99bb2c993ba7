namespace OnboardingFlow.KeyVault.Budget;

/// <summary>Arrivals a second, exponentially averaged. Not thread-safe.</summary>
/// <param name="windowSeconds">Over about how long.</param>
internal sealed class ArrivalRate(double windowSeconds)
{
    private double _perSecond;
    private TimeSpan _last;

    public void Count(TimeSpan now)
    {
        _perSecond = At(now) + (1 / windowSeconds);
        _last = now;
    }

    public double At(TimeSpan now) => _perSecond * Math.Exp(-(now - _last).TotalSeconds / windowSeconds);
}
