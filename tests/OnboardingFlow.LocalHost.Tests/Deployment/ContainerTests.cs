using System.Diagnostics;
using System.Text.Json.Nodes;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.LocalHost.Tests.Deployment;

/// <summary>What <c>dotnet publish -t:PublishContainer</c> would put together, as MSBuild evaluates it: building the image takes its base image, which is not asked for here.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task The_image_runs_without_root_or_shell_serves_its_port_and_keeps_its_data_in_a_volume()
    {
        var evaluated = await EvaluateAsync();

        var properties = evaluated["Properties"]!;
        Assert.Equal("onboardingflow", properties["ContainerRepository"]!.GetValue<string>());
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", properties["ContainerBaseImage"]!.GetValue<string>());
        Assert.Equal("app", properties["ContainerUser"]!.GetValue<string>());
        Assert.StartsWith(properties["Version"]!.GetValue<string>() + ";", properties["ContainerImageTags"]!.GetValue<string>(), StringComparison.Ordinal);
        var variables = evaluated["Items"]!["ContainerEnvironmentVariable"]!.AsArray()
            .ToDictionary(item => item!["Identity"]!.GetValue<string>(), item => item!["Value"]!.GetValue<string>(), StringComparer.Ordinal);
        var port = Assert.Single(evaluated["Items"]!["ContainerPort"]!.AsArray())!["Identity"]!.GetValue<string>();
        Assert.Equal($"http://0.0.0.0:{port}", variables["Http__Urls"]);
        Assert.Equal("/data", variables["Engine__DataDirectory"]);
        Assert.Equal("0", variables["DOTNET_EnableDiagnostics"]);
    }

    private static async Task<JsonNode> EvaluateAsync()
    {
        string[] arguments =
        [
            "msbuild", Path.Combine(Repository.Root, "src", "OnboardingFlow.LocalHost"), "-nologo", "-nodeReuse:false", "-t:ComputeContainerBaseImage",
            "-getProperty:ContainerRepository,ContainerBaseImage,ContainerUser,ContainerImageTags,Version", "-getItem:ContainerPort,ContainerEnvironmentVariable",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await errors);
        return JsonNode.Parse(output)!;
    }
}
