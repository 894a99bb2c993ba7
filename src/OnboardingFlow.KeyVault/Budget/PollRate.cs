namespace OnboardingFlow.KeyVault.Budget;

/// <summary>One organization's polls a second as they would come if nobody put them off. Not thread-safe.</summary>
/// <remarks>
/// A poll that was put off threefold comes a third as often, so it stands for three: the measure is the same whatever the stretch was. It is averaged over
/// twice the time after which the same people come again. A shorter memory would take the gap that a growing stretch leaves for people who went away, poll all
/// the rest early, and swing ever wider.
/// </remarks>
internal sealed class PollRate
{
    private const double ShortestMeasureSeconds = 180; // What comes at once after an outage is no measure of what comes all day.

    private double _windowSeconds;
    private double _perSecond;
    private double _known; // Share of the average that has been seen: it begins at the process's start.
    private TimeSpan _last;

    /// <summary>Twice the longest distance between polls by default (<c>Onboarding:PollMax</c>); it grows with the stretch.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromHours(2);

    /// <summary>So that a great stretch is forgotten the same day.</summary>
    internal static readonly TimeSpan LongestWindow = TimeSpan.FromHours(12);

    /// <param name="now">Time since the measuring began; nothing was seen until now.</param>
    public PollRate(TimeSpan now)
    {
        _windowSeconds = Window.TotalSeconds;
        _last = now;
        _known = 1 - Math.Exp(-now.TotalSeconds / _windowSeconds);
    }

    /// <param name="now">Not before any earlier call.</param>
    /// <param name="weight">How many polls it stands for.</param>
    /// <param name="stretch">How far this organization's polls are put off now.</param>
    public void Count(TimeSpan now, double weight, double stretch)
    {
        var kept = Kept(now);
        _windowSeconds = Math.Min(Window.TotalSeconds * stretch, LongestWindow.TotalSeconds);
        _perSecond = (_perSecond * kept) + (weight / _windowSeconds);
        _known = 1 - ((1 - _known) * kept);
        _last = now;
    }

    public double At(TimeSpan now)
    {
        var kept = Kept(now);
        var known = Math.Max(1 - ((1 - _known) * kept), 1 - Math.Exp(-ShortestMeasureSeconds / _windowSeconds));
        return _perSecond * kept / known;
    }

    private double Kept(TimeSpan now) => Math.Exp(-(now - _last).TotalSeconds / _windowSeconds);
}
