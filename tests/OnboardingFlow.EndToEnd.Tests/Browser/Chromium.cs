namespace OnboardingFlow.EndToEnd.Tests.Browser;

/// <summary>The machine's own Chromium: nothing is downloaded by the tests.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>What it is started with: nothing that calls home.</summary>
    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--force-color-profile=srgb", "--font-render-hinting=none",
    ];

    /// <summary>Where it is, or null.</summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable("ONBOARDING_CHROMIUM") is { Length: > 0 } named
            ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists);
}
