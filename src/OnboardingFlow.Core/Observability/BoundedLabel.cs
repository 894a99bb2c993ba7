using System.Collections.Concurrent;

namespace OnboardingFlow.Core.Observability;

/// <summary>Keeps what others choose from making endless time series: the first values are let through, later ones are <c>other</c>.</summary>
internal sealed class BoundedLabel
{
    /// <summary>Values that are let through.</summary>
    public const int Most = 64;

    /// <summary>What the rest are called.</summary>
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    public string Of(string value)
    {
        if (_known.TryGetValue(value, out var known))
        {
            return known;
        }

        // Two threads may pass at once: a few more than the bound do no harm.
        return _known.Count < Most ? _known.GetOrAdd(value, value) : Other;
    }
}
