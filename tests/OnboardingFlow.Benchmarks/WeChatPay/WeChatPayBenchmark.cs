using OnboardingFlow.Benchmarks.Running;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>The APIv3 client and notifications, each beside what can't be done without.</summary>
internal static class WeChatPayBenchmark
{
    private static readonly BenchmarkOption _calls = new("calls", 300, 5, 100_000, "calls in each turn of a read or a presign");
    private static readonly BenchmarkOption _notifications = new("notifications", 1_000, 10, 100_000, "notifications in each turn");
    private static readonly BenchmarkOption _seconds = new("seconds", 20, 1, 120, "how long notifications are sent to a running host");

    public static Benchmark Definition { get; } = new(
        "wechatpay",
        "the APIv3 client beside a bare HttpClient and the bare primitives; notifications read on one core, and handed over by a running host",
        [
            new BenchmarkGroup("calls", ["client_overhead_ratio"], (run, stop) => CallsBenchmark.RunAsync(run, run[_calls], stop)),
            new BenchmarkGroup("notifications", ["notification_ratio", "notifications_per_s"], (run, stop) => NotificationsBenchmark.RunAsync(run, run[_notifications], stop)),
            new BenchmarkGroup("handover", ["notification_p99_ms"], (run, stop) => HandOverBenchmark.RunAsync(run, run[_seconds], stop)),
        ],
        [_calls, _notifications, _seconds]);
}
