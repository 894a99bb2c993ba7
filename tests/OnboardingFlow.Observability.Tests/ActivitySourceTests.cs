using System.Diagnostics;
using System.Reflection;
using OnboardingFlow.Observability.Tests.Support;

namespace OnboardingFlow.Observability.Tests;

public sealed class ActivitySourceTests
{
    private static IReadOnlyList<string> Names { get; } = [.. OurAssemblies.Types
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        .Where(one => one.FieldType == typeof(ActivitySource))
        .Select(one => ((ActivitySource)one.GetValue(null)!).Name)
        .Order(StringComparer.Ordinal)];

    [Fact]
    public void The_page_has_each_activity_source() =>
        ObservabilityPage.AssertHolds("Activity sources", Names.Select(name => $"| `{name}` |"), withoutLastColumn: true);

    /// <summary>The hosts listen to these.</summary>
    [Fact]
    public void Each_is_named_after_its_project() => Assert.All(Names, name => Assert.StartsWith("OnboardingFlow.", name, StringComparison.Ordinal));
}
