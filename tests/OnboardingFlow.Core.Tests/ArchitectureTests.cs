using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using NetArchTest.Rules;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Tests;

/// <summary>Holds the projects to the dependency table of the design.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "Core";

    // Project, and what of ours it may reference.
    private static readonly ImmutableDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        [Core] = [],
        ["Emulators"] = [],
        ["Engine"] = [Core],
        ["KeyVault"] = [Core],
        ["WeChatPay"] = [Core],
        ["Integrations"] = [Core],
        ["Api"] = [Core],
        ["Cli"] = [Core, "Api"],
        ["LocalHost"] = [Core, "Api", "Engine", "Integrations", "KeyVault", "WeChatPay"],
        ["Functions"] = [Core, "Api", "Integrations", "KeyVault", "WeChatPay"],
    }.ToImmutableDictionary();

    // Each in a folder of its own: deeper ones are made by builds (Azure Functions' SDK makes one in obj/).
    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Path.Combine(Root, "src"))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
        .Select(file => Path.GetFileNameWithoutExtension(file))];

    private static string Root { get; } = FindRoot();

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_design_allows(string project)
    {
        var allowed = Assert.Contains(Short(project), (IReadOnlyDictionary<string, string[]>)Allowed);

        Assert.Empty(References(project, "ProjectReference").Select(path => Short(Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))).Except(allowed));
    }

    [Fact]
    public void Core_brings_in_nothing_but_abstractions_of_the_platform() => Assert.All(
        References("OnboardingFlow.Core", "PackageReference").Except(["Microsoft.CodeAnalysis.BannedApiAnalyzers"]), // An analyzer: no part of the program.
        package => Assert.StartsWith("Microsoft.Extensions.", package, StringComparison.Ordinal));

    [Theory]
    [InlineData("OnboardingFlow.Core")]
    [InlineData("OnboardingFlow.Engine")]
    public void Core_and_engine_know_no_web_framework(string project) => Assert.Empty(References(project, "FrameworkReference"));

    [Fact]
    public void Core_talks_to_no_azure_no_http_and_no_sql() => AssertHolds(Types.InAssembly(typeof(IKeys).Assembly)
        .ShouldNot()
        .HaveDependencyOnAny(
            "Azure", "Microsoft.Azure", "Microsoft.DurableTask", "Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.EntityFrameworkCore", "System.Data", "System.Net.Http", "System.Net.Sockets")
        .GetResult());

    [Fact]
    public void The_engine_knows_the_ports_and_nothing_of_onboarding()
    {
        string[] rooms = [.. typeof(IKeys).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>()
            .Where(space => space.StartsWith("OnboardingFlow.Core.", StringComparison.Ordinal) && space != typeof(IKeys).Namespace).Distinct()];

        Assert.Contains("OnboardingFlow.Core.Requests", rooms);
        Assert.NotEmpty(Types.InAssembly(EngineAssembly).That().HaveDependencyOn(typeof(IKeys).Namespace).GetTypes());
        AssertHolds(Types.InAssembly(EngineAssembly).ShouldNot().HaveDependencyOnAny(rooms).GetResult());
    }

    /// <summary>The rest of what replay can't bear is banned when it is compiled (BannedSymbols.txt).</summary>
    [Fact]
    public void Orchestration_code_keeps_nothing_in_statics_that_change()
    {
        var fields = typeof(IKeys).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("OnboardingFlow.Core.Workflow", StringComparison.Ordinal) == true || type.Name is "DeliveryWorkflow" or "ContractWatchWorkflow")
            .Where(type => !typeof(JsonSerializerContext).IsAssignableFrom(type) && !type.Name.StartsWith('<'))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .ToList();

        Assert.NotEmpty(fields);
        Assert.Empty(fields.Where(field => !(field.IsInitOnly || field.IsLiteral) || Changes(field.FieldType)).Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));
    }

    private static bool Changes(Type type) => type.IsArray
        || (typeof(System.Collections.ICollection).IsAssignableFrom(type) && type.Namespace != typeof(ImmutableDictionary).Namespace && type.Namespace != "System.Collections.Frozen");

    private static System.Reflection.Assembly EngineAssembly => System.Reflection.Assembly.Load("OnboardingFlow.Engine");

    private static void AssertHolds(NetArchTest.Rules.TestResult result) => Assert.Empty((result.FailingTypeNames ?? []).Order(StringComparer.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj")).Descendants(kind).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();

    private static string Short(string project) => project["OnboardingFlow.".Length..];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OnboardingFlow.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"OnboardingFlow.sln lies in no folder above {AppContext.BaseDirectory}: run the tests from the repository.");
    }
}
