namespace OnboardingFlow.KeyVault.Budget;

/// <summary>Arrivals a second, exponentially averaged over about a minute. Not thread-safe.</summary>
internal sealed class ArrivalRate
{
    private const double WindowSeconds = 60;

    private double _perSecond;
    private TimeSpan _last;

    public void Count(TimeSpan now)
    {
        _perSecond = At(now) + (1 / WindowSeconds);
        _last = now;
    }

    public double At(TimeSpan now) => _perSecond * Math.Exp(-(now - _last).TotalSeconds / WindowSeconds);
}
