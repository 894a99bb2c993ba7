namespace OnboardingFlow.LocalHost.OpsPage.Instances;

/// <summary>
/// Where a moment stands in a chart, 0 to 1. Between one thing that happened and the next the width grows with the logarithm of the time, so that an activity
/// of 100 ms shows beside a wait of three days.
/// </summary>
internal sealed class GanttScale
{
    private static readonly TimeSpan Unit = TimeSpan.FromMilliseconds(40);

    private readonly List<DateTimeOffset> moments;
    private readonly List<double> places = [0];

    /// <param name="moments">All that will be asked for.</param>
    public GanttScale(IEnumerable<DateTimeOffset> moments)
    {
        this.moments = [.. moments.Distinct().Order()];
        for (var i = 1; i < this.moments.Count; i++)
        {
            places.Add(places[^1] + Math.Log(1 + ((this.moments[i] - this.moments[i - 1]) / Unit)));
        }
    }

    public double this[DateTimeOffset moment] => places[^1] > 0 ? places[moments.BinarySearch(moment)] / places[^1] : 0;
}
