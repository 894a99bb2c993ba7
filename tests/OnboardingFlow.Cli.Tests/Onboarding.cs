using System.Diagnostics;

namespace OnboardingFlow.Cli.Tests;

/// <summary>Runs the built command as a process, as a person would.</summary>
internal static class Onboarding
{
    public static async Task<Run> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Run(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it until something has come about, and kills it then.</summary>
    public static async Task KillAsync(Func<bool> when, params string[] arguments)
    {
        using var process = Start(arguments);
        using var watch = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!when() && !process.HasExited)
        {
            await watch.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "onboarding.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ONBOARDING_API_KEY"] = "test-key";
        return Process.Start(start)!;
    }

    internal sealed record Run(int ExitCode, string Output, string Errors);
}
