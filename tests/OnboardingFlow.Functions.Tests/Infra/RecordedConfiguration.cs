using Microsoft.Extensions.Configuration;

namespace OnboardingFlow.Functions.Tests.Infra;

/// <summary>Settings that remember which keys were asked for.</summary>
internal sealed class RecordedConfiguration(IReadOnlyDictionary<string, string> settings) : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Keys asked for.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override void Load() => Data = settings.ToDictionary(entry => entry.Key, entry => (string?)entry.Value, StringComparer.OrdinalIgnoreCase);

    public override bool TryGet(string key, out string? value)
    {
        Asked.Add(key);
        return base.TryGet(key, out value);
    }

    IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder) => this;
}
