using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using OnboardingFlow.Benchmarks.Engine;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Benchmarks.Pages;

/// <summary>
/// The operations page's times with many onboardings stored: the read model and the audit log are full; the engine's own file isn't, it is only asked for one
/// instance by its key. Beside them, as the baseline, the style sheet: the same server and connection without any work.
/// </summary>
internal static partial class PageBenchmark
{
    private const int Percent = 99;

    private static readonly BenchmarkOption Stored = new("stored", 100_000, 100, 1_000_000, "onboardings that are stored");
    private static readonly BenchmarkOption Loads = new("loads", 300, 10, 10_000, "loads of each page");

    public static Benchmark Definition { get; } = new(
        "page",
        "the operations page's times at 100,000 stored onboardings",
        [new BenchmarkGroup("all", ["page_p99_ms", "page_p99_ratio_to_style"], RunAsync)],
        [Stored, Loads]);

    private static async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var system = await SystemProcesses.StartAsync([], cancellationToken);
        await system.Host.KillAsync();
        var id = StoredOnboardings.Add(system.HostFolder, run[Stored], DateTimeOffset.UtcNow);
        await system.StartHostAsync(cancellationToken);

        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = system.Api.BaseAddress };
        using var form = new FormUrlEncodedContent([new("key", system.Api.DefaultRequestHeaders.Authorization!.Parameter)]);
        using var signedIn = await browser.PostAsync(new Uri("ops/login", UriKind.Relative), form, cancellationToken);
        var older = await OlderAsync(browser, cancellationToken);
        var bare = await TimeAsync(browser, "ops/style.css", run[Loads], cancellationToken);
        run.Row("style sheet", bare.TotalMilliseconds, "ms");

        var worst = TimeSpan.Zero;
        foreach (var (name, address) in new[]
        {
            ("overview", "ops"), ("list", "ops/onboardings"), ("list, next page", older), ("list of a state", "ops/onboardings?state=AwaitingContract"),
            ("list of a code and an organization", "ops/onboardings?code=CODE_A&organization_id=O3"),
            ("list of a day", $"ops/onboardings?created_from={DateTime.UtcNow.AddDays(-10):yyyy-MM-dd}&created_to={DateTime.UtcNow.AddDays(-9):yyyy-MM-dd}"),
            ("one onboarding", $"ops/onboardings/{id}"), ("audit log", "ops/audit"), ("poison queue", "ops/poison"), ("dry run in bulk", "ops/bulk/retry?state=NeedsAttention"),
        })
        {
            var time = await TimeAsync(browser, address, run[Loads], cancellationToken);
            run.Row(name, time.TotalMilliseconds, "ms");
            worst = time > worst ? time : worst;
        }

        run.Measure("page_p99_ms", worst.TotalMilliseconds, "ms", run[Stored] == Stored.Default ? "<= 200" : null);
        run.Measure("page_p99_ratio_to_style", worst / bare, "ratio");
    }

    private static async Task<TimeSpan> TimeAsync(HttpClient browser, string address, int loads, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>(loads);
        for (var i = -loads / 10; i < loads; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
            answer.EnsureSuccessStatusCode();
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(began)); // The first ones are compiled and cached.
            }
        }

        return Percentile.Of(times, Percent);
    }

    /// <summary>Address of a page far down the list.</summary>
    private static async Task<string> OlderAsync(HttpClient browser, CancellationToken cancellationToken)
    {
        var address = "ops/onboardings";
        for (var page = 0; page < 3; page++)
        {
            var html = await browser.GetStringAsync(new Uri(address, UriKind.Relative), cancellationToken);
            address = Next().Match(html) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value)[1..] : address;
        }

        return address;
    }

    [GeneratedRegex("""href="([^"]*)" rel="next""")]
    private static partial Regex Next();
}
