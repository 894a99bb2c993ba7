namespace OnboardingFlow.Benchmarks.Capacity;

/// <summary>What a day came to.</summary>
/// <param name="PeakPerSecond">Private-key operations a second in the busiest ten seconds, over which Key Vault counts.</param>
/// <param name="MeanPerSecond">The same over the whole day.</param>
/// <param name="SignedToCompletedP50">Seconds.</param>
/// <param name="SignedToCompletedP99">Seconds.</param>
/// <param name="PeopleWaitedP99">Seconds for the budget, for one operation of a person's.</param>
/// <param name="MostStretch">The farthest that any poll was put off.</param>
internal sealed record DayResult(
    double PeakPerSecond, double MeanPerSecond, double SignedToCompletedP50, double SignedToCompletedP99, double PeopleWaitedP99, double MostStretch)
{
    private const int Window = 10;

    /// <exception cref="InvalidOperationException">Somebody who signed wasn't completed that day.</exception>
    public static DayResult Of(int[] perSecond, List<double> signedToCompleted, int signed, List<double> peopleWaited, double mostStretch)
    {
        if (signedToCompleted.Count != signed)
        {
            throw new InvalidOperationException($"{signed - signedToCompleted.Count} of {signed} people who signed weren't completed by the end of the day.");
        }

        var sum = perSecond.Take(Window).Sum();
        var peak = sum;
        for (var second = Window; second < perSecond.Length; second++)
        {
            sum += perSecond[second] - perSecond[second - Window];
            peak = Math.Max(peak, sum);
        }

        signedToCompleted.Sort();
        peopleWaited.Sort();
        return new DayResult(
            (double)peak / Window, perSecond.Average(), At(signedToCompleted, 0.5), At(signedToCompleted, 0.99), At(peopleWaited, 0.99), mostStretch);
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
