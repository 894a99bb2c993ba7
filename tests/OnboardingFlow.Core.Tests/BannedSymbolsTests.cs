using System.Diagnostics;
using System.Reflection;

namespace OnboardingFlow.Core.Tests;

/// <summary>Compiles what orchestration code must not do, with the real compiler, analyzer, list and .editorconfig.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly string[] Banned =
    [
        "System.DateTime.UtcNow", "System.DateTimeOffset.Now", "System.TimeProvider.System", "System.Random.Shared", "System.Guid.NewGuid()",
        "System.Environment.MachineName", "System.Threading.Tasks.Task.Run(() => 1)", "System.Threading.Tasks.Task.Delay(1)",
        "System.Threading.Thread.CurrentThread", "new System.Threading.CancellationTokenSource().CancelAsync()",
        "System.IO.File.Exists(\"x\")", "new System.Net.Http.HttpClient()", "System.Threading.Tasks.Task.FromResult(1).ConfigureAwait(false)",
        "System.Threading.Tasks.Task.FromResult(1).Result",
    ];

    [Fact]
    public async Task Orchestration_code_can_use_nothing_that_replay_would_see_differently()
    {
        var errors = await CompileAsync("Workflow/Steps/Probe.cs");

        var lines = errors.Where(e => e.Contains("error RS0030", StringComparison.Ordinal)).Select(LineOf).Distinct().Order();
        Assert.Equal(Enumerable.Range(3, Banned.Length), lines);
    }

    [Theory]
    [InlineData("Publishing/DeliveryWorkflow.cs")]
    [InlineData("Contracts/ContractWatchWorkflow.cs")]
    public async Task The_other_orchestrations_are_held_to_it_too(string file) =>
        Assert.Contains(await CompileAsync(file), e => e.Contains("error RS0030", StringComparison.Ordinal));

    [Fact]
    public async Task Other_code_of_Core_may_use_it() => Assert.Empty(await CompileAsync("Activities/Probe.cs"));

    /// <summary>The compiler's findings about the probe as a file of Core.</summary>
    private static async Task<string[]> CompileAsync(string file)
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("banned-").FullName;
        try
        {
            var probe = Path.Combine(folder, "src", "OnboardingFlow.Core", file);
            Directory.CreateDirectory(Path.GetDirectoryName(probe)!);
            var members = Banned.Select((code, i) => $"    public static object X{i}() => {code};");
            await File.WriteAllLinesAsync(probe, ["public static class Probe", "{", .. members, "}"], cancel);
            var given = Path.Combine(AppContext.BaseDirectory, "Determinism");
            File.Copy(Path.Combine(given, ".editorconfig"), Path.Combine(folder, ".editorconfig"));
            string[] arguments =
            [
                Metadata("Compiler"), "-nologo", "-target:library", $"-out:{Path.Combine(folder, "probe.dll")}",
                $"-analyzerconfig:{Path.Combine(folder, ".editorconfig")}",
                $"-additionalfile:{Path.Combine(given, "BannedSymbols.txt")}",
                .. Directory.GetFiles(Metadata("BannedApiAnalyzers"), "*BannedApiAnalyzers.dll", SearchOption.AllDirectories).Select(a => $"-analyzer:{a}"),
                .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
                    .Where(d => !d.EndsWith(".Native.dll", StringComparison.Ordinal)).Select(d => $"-reference:{d}"),
                probe,
            ];
            using var compiler = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            var output = await compiler.StandardOutput.ReadToEndAsync(cancel);
            await compiler.WaitForExitAsync(cancel);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int LineOf(string finding) =>
        int.Parse(finding.Split('(', 2)[1].Split(',', 2)[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Metadata(string key) =>
        typeof(BannedSymbolsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == key).Value!;
}
