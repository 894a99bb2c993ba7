using System.Diagnostics;
using System.Text.Json.Nodes;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>That the benchmarks run and keep to their contract; nothing here depends on how fast anything is.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public async Task Without_a_name_the_benchmarks_are_listed()
    {
        var run = await RunAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("pipeline:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipelines")]
    [InlineData("pipeline", "some")]
    [InlineData("pipeline", "--onboarding", "3")]
    [InlineData("pipeline", "--onboardings", "0")]
    [InlineData("pipeline", "--onboardings")]
    public async Task What_is_not_there_is_refused_with_2_and_named(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(arguments.Length == 3 ? arguments[1] : arguments[^1], run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipeline_prints_a_JSON_line_for_each_measure_and_needs_four_signatures_a_person()
    {
        var run = await RunAsync("pipeline", "all", "--onboardings", "3", "--warm-up", "1", "--limit-seconds", "1");

        Assert.True(run.ExitCode == 0, run.Errors);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.All(lines, line => Assert.Equal(
            ["benchmark", "measure", "value", "unit", "goal"], line.AsObject().Select(field => field.Key)));
        Assert.All(lines, line => Assert.Equal("pipeline", line["benchmark"]!.GetValue<string>()));
        Assert.Equal(
            ["onboardings_per_s", "private_key_operations_per_onboarding", "ratio_to_limit"],
            lines.Select(line => line["measure"]!.GetValue<string>()));
        Assert.All(lines, line => Assert.True(line["value"]!.GetValue<double>() > 0));

        // Two looks at the person, the presign and the contract; the organization is known from the warm-up.
        Assert.Equal(4, lines[1]["value"]!.GetValue<double>());
    }

    [Theory]
    [InlineData("page --stored 200 --loads 10", "page_p99_ms", "page_p99_ratio_to_style")]
    [InlineData("pipeline telemetry --rounds 1 --batch 2 --warm-up 0", "telemetry_ratio")]
    [InlineData("sealing --operations 100", "seal_ratio", "open_ratio")]
    [InlineData("wechatpay calls --calls 5", "client_overhead_ratio")]
    [InlineData("wechatpay notifications --notifications 20", "notification_ratio", "notifications_per_s")]
    [InlineData(
        "capacity notifications --waiting 1000 --starts 50",
        "peak_operations_per_s", "mean_operations_per_s", "signed_to_completed_p50_s", "signed_to_completed_p99_s",
        "people_waited_p99_s", "most_poll_stretch")]
    public async Task A_benchmark_prints_its_measures_by_their_names(string commandLine, params string[] measures)
    {
        var run = await RunAsync(commandLine.Split(' '));

        Assert.True(run.ExitCode == 0, run.Errors);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(measures, lines.Select(line => line["measure"]!.GetValue<string>()));

        // A difference of two measures may be anything when so little is measured, and nobody need wait.
        Assert.All(lines, line => Assert.True(line["value"]!.GetValue<double>() > 0 || line["measure"]!.GetValue<string>() is "client_overhead_ratio" or "people_waited_p99_s"));
    }

    private static async Task<BenchmarkOutput> RunAsync(params string[] arguments)
    {
        var program = Repository.Program("OnboardingFlow.Benchmarks", "OnboardingFlow.Benchmarks.dll", "tests");
        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(stop);
            var output = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return new BenchmarkOutput(process.ExitCode, output, await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private sealed record BenchmarkOutput(int ExitCode, string Output, string Errors);
}
