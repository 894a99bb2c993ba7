using System.Diagnostics;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Cli.Tests;

/// <summary>The command as users get it: packed, installed as a .NET tool from the build, and run.</summary>
public sealed class ToolInstallTests
{
    [Fact]
    public async Task The_build_packs_a_tool_that_installs_and_runs()
    {
        var folder = Directory.CreateTempSubdirectory("onboarding-tool").FullName;
        try
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            var project = Path.Combine(Repository.Root, "src", "OnboardingFlow.Cli");
            await RunAsync("dotnet", "pack", project, "--no-build", "--configuration", configuration, "--output", folder);
            await RunAsync("dotnet", "tool", "install", "OnboardingFlow.Cli", "--add-source", folder, "--tool-path", Path.Combine(folder, "tools"));

            var help = await RunAsync(Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "onboarding.exe" : "onboarding"), "import", "--help");

            Assert.Contains("--dry-run", help, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
        return await output;
    }
}
