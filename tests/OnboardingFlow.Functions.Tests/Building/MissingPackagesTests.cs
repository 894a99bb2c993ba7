using System.Text.Json;

namespace OnboardingFlow.Functions.Tests.Building;

/// <summary>The one switch between the official packages and the reference signatures, both ways, by MSBuild's own evaluation.</summary>
public sealed class MissingPackagesTests
{
    private const string WithPackages = "-p:OfficialFunctionsPackages=true";
    private const string WithoutPackages = "-p:OfficialFunctionsPackages=false";

    [Fact]
    public async Task With_the_packages_nothing_of_the_reference_signatures_is_compiled_or_referenced()
    {
        var items = await ItemsAsync(WithPackages);

        Assert.NotEmpty(items["Compile"]);
        Assert.DoesNotContain(items.SelectMany(kind => kind.Value), item => item.Contains("ReferenceSignatures", StringComparison.OrdinalIgnoreCase));
        Assert.Superset(
            new HashSet<string>
            {
                "Microsoft.Azure.Functions.Worker",
                "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
                "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore",
                "Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues",
                "Microsoft.Azure.Functions.Worker.Sdk",
                "Microsoft.DurableTask.Client",
            },
            items["PackageReference"].ToHashSet());
    }

    [Fact]
    public async Task Without_them_the_signatures_are_referenced_and_none_of_the_packages_is_asked_for()
    {
        var items = await ItemsAsync(WithoutPackages);

        Assert.Single(items["ProjectReference"], item => item.Contains("ReferenceSignatures", StringComparison.Ordinal));
        Assert.DoesNotContain(items["PackageReference"], item => item.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
        Assert.DoesNotContain(items["PackageReference"], item => item.StartsWith("Microsoft.DurableTask", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_build_says_in_one_line_that_it_only_type_checks()
    {
        var (exitCode, output) = await MsBuild.RunAsync("-t:TellFunctionsPackages", "-v:minimal", WithoutPackages);
        Assert.Equal(0, exitCode);
        Assert.Contains("type-checked", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), StringComparison.Ordinal);

        var (_, silence) = await MsBuild.RunAsync("-t:TellFunctionsPackages", "-v:minimal", WithPackages);
        Assert.Empty(silence.Trim());
    }

    [Fact]
    public async Task Publishing_signatures_is_refused()
    {
        var (exitCode, output) = await MsBuild.RunAsync("-t:Publish", "-v:minimal", "-p:NoBuild=true", WithoutPackages);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("OF0001", output, StringComparison.Ordinal);
        Assert.DoesNotContain("->", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_solution_names_no_reference_signatures() => Assert.DoesNotContain(
        "ReferenceSignatures", File.ReadAllText(Path.Combine(Repository.Root, "OnboardingFlow.sln")), StringComparison.Ordinal);

    private static async Task<Dictionary<string, string[]>> ItemsAsync(string mode)
    {
        var (exitCode, output) = await MsBuild.RunAsync(
            mode, "-getItem:Compile,PackageReference,ProjectReference,Reference", "-getProperty:OfficialFunctionsPackages");
        Assert.True(exitCode == 0, output);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name, kind => kind.Value.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToArray());
    }
}
