namespace OnboardingFlow.Functions.Tests;

/// <summary>Where the tests' repository is.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnboardingFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No OnboardingFlow.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
