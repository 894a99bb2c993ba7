using System.Text.Json;

namespace OnboardingFlow.Functions.Tests.Building;

/// <summary>The one switch between the official packages and the reference signatures, both ways for each family, by MSBuild's own evaluation.</summary>
public sealed class MissingPackagesTests
{
    private static readonly string[] Functions =
    [
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore",
        "Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer",
        "Microsoft.Azure.Functions.Worker.OpenTelemetry",
        "Microsoft.Azure.Functions.Worker.Sdk",
        "Microsoft.DurableTask.Client",
    ];

    private const string Keys = "Azure.Security.KeyVault.Keys";
    private const string Scheduler = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged";

    [Fact]
    public async Task With_all_packages_nothing_of_the_reference_signatures_is_compiled_or_referenced()
    {
        var items = await ItemsAsync("all");

        Assert.NotEmpty(items["Compile"]);
        Assert.DoesNotContain(items.SelectMany(kind => kind.Value), item => item.Contains("ReferenceSignatures", StringComparison.OrdinalIgnoreCase));
        Assert.Equal([.. Functions, Keys, Scheduler], Official(items));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("functions")]
    [InlineData("keys")]
    public async Task What_is_lacking_is_referenced_as_signatures_and_only_what_is_there_is_asked_for(string there)
    {
        var items = await ItemsAsync(there);

        Assert.Single(items["ProjectReference"], item => item.Contains("ReferenceSignatures", StringComparison.Ordinal));
        Assert.Equal(there switch { "functions" => Functions, "keys" => [Keys], _ => [] }, Official(items));
    }

    [Theory]
    [InlineData("none", true, true)]
    [InlineData("functions", false, true)]
    [InlineData("keys", true, false)]
    public async Task Signatures_of_a_family_that_is_there_are_not_compiled(string there, bool functions, bool keys)
    {
        var compiled = (await ItemsAsync(there, "../../tests/ReferenceSignatures/ReferenceSignatures.csproj"))["Compile"];

        Assert.Equal(functions, compiled.Any(file => file.StartsWith("Worker/", StringComparison.Ordinal)));
        Assert.Equal(functions, compiled.Any(file => file.StartsWith("DurableTask", StringComparison.Ordinal)));
        Assert.Equal(keys, compiled.Any(file => file.StartsWith("KeyVault.Keys/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("none", "Microsoft.Azure.Functions.Worker and Microsoft.DurableTask, Azure.Security.KeyVault.Keys")]
    [InlineData("functions", "lacks Azure.Security.KeyVault.Keys,")]
    [InlineData("functions;keys", null)]
    public async Task The_build_says_in_one_line_what_it_only_type_checks(string there, string? lacking)
    {
        var (exitCode, output) = await MsBuild.RunAsync("-t:TellFunctionsPackages", "-v:minimal", Mode(there));

        Assert.Equal(0, exitCode);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lacking is null)
        {
            Assert.Empty(lines);
        }
        else
        {
            Assert.Contains(lacking, Assert.Single(lines), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("functions")]
    public async Task Publishing_signatures_is_refused(string there)
    {
        var (exitCode, output) = await MsBuild.RunAsync("-t:Publish", "-v:minimal", "-p:NoBuild=true", Mode(there));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("OF0001", output, StringComparison.Ordinal);
        Assert.DoesNotContain("->", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_solution_names_no_reference_signatures() => Assert.DoesNotContain(
        "ReferenceSignatures", File.ReadAllText(Path.Combine(Repository.Root, "OnboardingFlow.sln")), StringComparison.Ordinal);

    // MSBuild takes a semicolon on the command line for the next property.
    private static string Mode(string there) => $"-p:OfficialPackages={there.Replace(";", "%3B", StringComparison.Ordinal)}";

    private static string[] Official(Dictionary<string, string[]> items) =>
        [.. items["PackageReference"].Where(item => Functions.Contains(item) || item is Keys or Scheduler)];

    private static async Task<Dictionary<string, string[]>> ItemsAsync(string there, string project = MsBuild.FunctionsProject)
    {
        var (exitCode, output) = await MsBuild.RunOnAsync(project, Mode(there), "-getItem:Compile,PackageReference,ProjectReference,Reference");
        Assert.True(exitCode == 0, output);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name, kind => kind.Value.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/')).ToArray());
    }
}
