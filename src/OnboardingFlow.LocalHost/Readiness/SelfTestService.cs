using OnboardingFlow.Api.Health;
using OnboardingFlow.WeChatPay.SelfTest;

namespace OnboardingFlow.LocalHost.Readiness;

/// <summary>Tests the host against WeChat Pay once it listens (the test's callback comes back to it), and every minute again until that held. The host is ready only then.</summary>
internal sealed partial class SelfTestService(WeChatPaySelfTest test, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SelfTestService> logger)
    : BackgroundService, IReadinessCheck
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private volatile SelfTestReport? last;

    /// <inheritdoc/>
    public string Name => "selftest";

    /// <inheritdoc/>
    public Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(last switch
    {
        null => new ReadinessResult("The self-test with WeChat Pay is under way."),
        { Fault: { } fault } wrong => new ReadinessResult($"{fault}: {wrong.Text}"),
        var held => new ReadinessResult(null, held.Text),
    });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (true)
        {
            var report = await test.RunAsync(stoppingToken);
            last = report;
            if (report.Fault is not { } fault)
            {
                SelfTestHeld(logger, report.Text);
                return;
            }

            SelfTestFailed(logger, fault, report.Text);
            await Task.Delay(Again, time, stoppingToken);
        }
    }

    [LoggerMessage(6111, LogLevel.Information, "The self-test with WeChat Pay held: {Text}")]
    private static partial void SelfTestHeld(ILogger logger, string text);

    [LoggerMessage(6112, LogLevel.Warning, "The self-test with WeChat Pay found {Fault} and is repeated in a minute: {Text}")]
    private static partial void SelfTestFailed(ILogger logger, SelfTestFault fault, string text);
}
