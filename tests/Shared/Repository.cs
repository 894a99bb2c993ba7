namespace OnboardingFlow.Tests.Shared;

/// <summary>Where the built programs and the samples lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Path of a built program of the same configuration as these tests.</summary>
    public static string Program(string project, string assembly, string folder = "src") =>
        Path.Combine(Root, folder, project, "bin", Configuration, "net10.0", assembly);

    public static string Sample(string name) => File.ReadAllText(Path.Combine(Root, "samples", name));

    private static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnboardingFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No OnboardingFlow.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
