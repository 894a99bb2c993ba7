using System.Collections.Concurrent;
using System.Text.Json;

namespace OnboardingFlow.Functions.Tests.Infra;

/// <summary>What the template would deploy with a parameter file, as the compiler predicts it: expressions known only at deployment stand in brackets.</summary>
internal sealed class Deployment
{
    // Compiling takes seconds: each environment once.
    private static readonly ConcurrentDictionary<string, Lazy<Task<Deployment>>> Compiled = new(StringComparer.Ordinal);

    private readonly JsonElement[] _resources;

    private Deployment(JsonElement[] resources, string[] optionalSettings)
    {
        _resources = resources;
        OptionalSettings = optionalSettings;
    }

    /// <summary>Settings that a deployment may name and need not: the properties of type codeSettings.</summary>
    public IReadOnlyList<string> OptionalSettings { get; }

    /// <summary>The app's settings by their names in .NET configuration.</summary>
    public IReadOnlyDictionary<string, string> Settings => One("Microsoft.Web/sites").GetProperty("siteConfig").GetProperty("appSettings").EnumerateArray()
        .ToDictionary(
            setting => setting.GetProperty("name").GetString()!.Replace("__", ":", StringComparison.Ordinal),
            setting => setting.GetProperty("value").GetString()!,
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Roles by name and the end of what they are given on.</summary>
    public IEnumerable<string> Roles => All("Microsoft.Authorization/roleAssignments").Select(role =>
    {
        var scope = role.GetProperty("id").GetString()!.Split("/providers/Microsoft.Authorization/", 2)[0].Split('/');
        var definition = role.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!;
        return $"{definition[(definition.LastIndexOf('/') + 1)..]} on {scope[^2]}/{(scope[^2] is "keys" or "secrets" ? scope[^1] : "*")}";
    });

    public static Task<Deployment> OfAsync(string environment) =>
        Compiled.GetOrAdd(environment, wanted => new Lazy<Task<Deployment>>(() => CompileAsync(wanted))).Value;

    private static async Task<Deployment> CompileAsync(string environment)
    {
        using var bicep = new BicepCompiler();
        await bicep.RunAsync(
            "snapshot", $"main.{environment}.bicepparam", "--mode", "overwrite", "--tenant-id", "00000000-0000-0000-0000-000000000001",
            "--subscription-id", "00000000-0000-0000-0000-000000000002", "--resource-group", "group", "--location", "eastasia");
        using var snapshot = JsonDocument.Parse(await File.ReadAllBytesAsync(bicep.PathOf($"main.{environment}.snapshot.json")));
        using var template = JsonDocument.Parse(await bicep.RunAsync("build", "main.bicep", "--stdout"));
        var settings = template.RootElement.GetProperty("definitions").EnumerateObject()
            .Single(definition => definition.Name.EndsWith("codeSettings", StringComparison.Ordinal)).Value.GetProperty("properties").EnumerateObject()
            .Select(property => property.Name.Replace("__", ":", StringComparison.Ordinal));
        return new Deployment([.. snapshot.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => resource.Clone())], [.. settings]);
    }

    public IEnumerable<JsonElement> All(string type) => _resources.Where(resource => resource.GetProperty("type").GetString() == type);

    /// <summary>Properties of the only resource of a type.</summary>
    public JsonElement One(string type) => Assert.Single(All(type)).GetProperty("properties");
}
