namespace OnboardingFlow.KeyVault.Budget;

/// <summary>How far each organization's polls are put off, so that all together ask for no more than there is room for. Not thread-safe.</summary>
internal sealed class PollDemand
{
    /// <summary>So many organizations are told apart; the others share one's turn.</summary>
    internal const int OrganizationLimit = 20_000;

    /// <summary>The most that polls are ever stretched.</summary>
    internal const double MostStretch = 60;

    private const double Forgotten = 1e-5; // Polls a second: some hours after a single one.
    private const string Others = "";
    private static readonly TimeSpan LevelLasts = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, PollRate> _rates = new(StringComparer.Ordinal);
    private double _level = double.PositiveInfinity;
    private double _greatest;
    private TimeSpan? _levelSince;

    /// <summary>A poll has come due.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="stretchedBy">How far it had been put off.</param>
    /// <param name="now">Since the measuring began.</param>
    public void Count(string organizationId, double stretchedBy, TimeSpan now)
    {
        var organization = Known(organizationId);
        if (!_rates.TryGetValue(organization, out var rate))
        {
            rate = new PollRate(now);
            _rates.Add(organization, rate);
        }

        rate.Count(now, Math.Clamp(stretchedBy, 1, MostStretch), Stretch(rate.At(now)));
    }

    /// <param name="organizationId">Whose next poll.</param>
    /// <param name="capacity">Polls a second that there is room for.</param>
    /// <param name="now">Since the measuring began.</param>
    public double Stretch(string organizationId, double capacity, TimeSpan now)
    {
        Level(capacity, now);
        return _rates.TryGetValue(Known(organizationId), out var rate) ? Stretch(rate.At(now)) : 1;
    }

    /// <summary>That of the organization that asks for most.</summary>
    public double GreatestStretch(double capacity, TimeSpan now)
    {
        Level(capacity, now);
        return Stretch(_greatest);
    }

    private double Stretch(double demand) => Math.Clamp(demand / _level, 1, MostStretch);

    private string Known(string organizationId) => _rates.Count < OrganizationLimit || _rates.ContainsKey(organizationId) ? organizationId : Others;

    /// <summary>Everybody may ask for as much as the level. It is as high as the capacity allows once those who ask for less have what they ask for.</summary>
    private void Level(double capacity, TimeSpan now)
    {
        if (now - _levelSince < LevelLasts)
        {
            return;
        }

        _levelSince = now;
        var demands = new List<double>(_rates.Count);
        foreach (var (organization, rate) in _rates)
        {
            var demand = rate.At(now);
            if (demand < Forgotten)
            {
                _rates.Remove(organization);
            }
            else
            {
                demands.Add(demand);
            }
        }

        demands.Sort();
        _greatest = demands.LastOrDefault();
        _level = double.PositiveInfinity;
        for (var index = 0; index < demands.Count; index++)
        {
            var share = capacity / (demands.Count - index);
            if (demands[index] > share)
            {
                _level = share;
                return;
            }

            capacity -= demands[index];
        }
    }
}
