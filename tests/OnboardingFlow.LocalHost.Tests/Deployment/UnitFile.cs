using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.LocalHost.Tests.Deployment;

/// <summary>A file of infra/systemd, read as systemd reads it.</summary>
internal sealed class UnitFile
{
    private readonly ILookup<string, string> _settings;

    private UnitFile(string text) => _settings = text.Split('\n')
        .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .Select(line => line.Split('=', 2))
        .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    public static string Folder { get; } = Path.Combine(Repository.Root, "infra", "systemd");

    /// <summary>The host's unit.</summary>
    public static UnitFile Host { get; } = Read("onboardingflow.service");

    /// <summary>The only value of a setting.</summary>
    public string this[string name] => Assert.Single(All(name));

    public static UnitFile Read(string name) => new(File.ReadAllText(Path.Combine(Folder, name)));

    /// <summary>All values of a setting that may stand several times.</summary>
    public IReadOnlyList<string> All(string name) => [.. _settings[name]];
}
