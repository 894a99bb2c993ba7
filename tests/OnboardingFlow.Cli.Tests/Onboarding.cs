using System.Diagnostics;

namespace OnboardingFlow.Cli.Tests;

/// <summary>Runs the built command as a process, as a person would.</summary>
internal static class Onboarding
{
    public static async Task<Run> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "onboarding.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ONBOARDING_API_KEY"] = "test-key";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Run(process.ExitCode, await output, await errors);
    }

    internal sealed record Run(int ExitCode, string Output, string Errors);
}
