using System.Diagnostics;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>Our programs as an operator runs them: to their end, everything that they print.</summary>
internal static class OurCommand
{
    /// <summary>A command of LocalHost on its data folder, whether the host runs or not.</summary>
    public static Task<string> LocalHostAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(Repository.Program("OnboardingFlow.LocalHost", "OnboardingFlow.LocalHost.dll"), arguments, null, cancellationToken);

    /// <summary>The <c>onboarding</c> command on this host.</summary>
    public static Task<string> OnboardingAsync(Stack stack, IEnumerable<string> arguments, CancellationToken cancellationToken) => RunAsync(
        Repository.Program("OnboardingFlow.Cli", "onboarding.dll"), [.. arguments, "--host", stack.Api.BaseAddress!.ToString()], stack.ApiKey, cancellationToken);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? apiKey, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ONBOARDING_API_KEY"] = apiKey;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return await output + await errors;
    }
}
