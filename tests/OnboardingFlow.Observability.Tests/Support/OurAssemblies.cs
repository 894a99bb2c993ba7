using System.Reflection;
using OnboardingFlow.Functions.Tests;

namespace OnboardingFlow.Observability.Tests.Support;

/// <summary>Every assembly of src/.</summary>
internal static class OurAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } = [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
        .Select(file => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, NameOf(Path.GetFileNameWithoutExtension(file)) + ".dll")))];

    public static IEnumerable<Type> Types => All.SelectMany(assembly => assembly.GetTypes());

    /// <summary>The program is named as its command.</summary>
    private static string NameOf(string project) => project == "OnboardingFlow.Cli" ? "onboarding" : project;
}
