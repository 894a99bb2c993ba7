using System.Diagnostics;

namespace OnboardingFlow.Functions.Tests.Building;

/// <summary>Runs MSBuild on the Functions project (or one beside it), without building anything.</summary>
internal static class MsBuild
{
    public const string FunctionsProject = "OnboardingFlow.Functions.csproj";

    public static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => RunOnAsync(FunctionsProject, arguments);

    public static async Task<(int ExitCode, string Output)> RunOnAsync(string project, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(Repository.Root, "src", "OnboardingFlow.Functions"),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var argument in (string[])["msbuild", project, "-nologo", "-nodeReuse:false", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
