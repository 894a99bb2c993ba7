using System.Diagnostics;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>LocalHost's commands as an operator runs them: to their end, everything that they print.</summary>
internal static class HostCommand
{
    /// <summary>A command of LocalHost on its data folder, whether the host runs or not.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var program = Repository.Program("OnboardingFlow.LocalHost", "OnboardingFlow.LocalHost.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return await output + await errors;
    }
}
