using CsCheck;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Tests.Support;

/// <summary>
/// A small random workflow: a list of steps that each add something to the outcome. Its outcome doesn't depend on the order in which the world answers, so
/// a run with crashes must give the same as one without.
/// </summary>
internal sealed record RandomWorkflow(IReadOnlyList<RandomWorkflow.Step> Steps)
{
    internal enum Step
    {
        Activity,
        FlakyActivity,
        FailingActivity,
        FanOut,
        Timer,
        Event,
        EventOrTimer,
        SubOrchestration,
        StartOther,
        ContinueAsNew,
    }

    public static Gen<RandomWorkflow> Any { get; } = Gen.Enum<Step>().Array[1, 8].Select(steps => new RandomWorkflow(steps));

    private static readonly RetryPolicy Retry = new(3, TimeSpan.FromSeconds(5), 2);

    public override string ToString() => string.Join(" ", Steps);

    public EngineFixture AddTo(EngineFixture f)
    {
        var attempts = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        f.Activity("flaky", (context, input, _) => attempts.AddOrUpdate(context.IdempotencyKey, 1, (_, n) => n + 1) < 3
            ? throw new ActivityException("Transient", "not yet")
            : Task.FromResult(input));
        f.Activity("failing", _ => throw new ActivityException("Refused", "never"));
        f.Orchestration("child", async (context, input) => await context.CallActivityAsync("echo", input));
        f.Orchestration("other", async (context, input) => await context.CallActivityAsync("echo", input));
        return f.Orchestration("random", RunAsync);
    }

    // The input is "<next step>:<outcome so far>".
    private async Task<string?> RunAsync(IOrchestrationContext context, string? input)
    {
        var parts = input!.Split(':', 2);
        var outcome = parts[1];
        for (var i = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture); i < Steps.Count; i++)
        {
            context.SetCustomStatus($"{i}");
            if (Steps[i] == Step.ContinueAsNew)
            {
                context.ContinueAsNew($"{i + 1}:{outcome}n");
                return null;
            }

            outcome += await RunAsync(context, Steps[i], $"{i}");
        }

        return outcome;
    }

    private static async Task<string?> RunAsync(IOrchestrationContext context, Step step, string name)
    {
        switch (step)
        {
            case Step.Activity:
                return await context.CallActivityAsync("echo", "a" + name);
            case Step.FlakyActivity:
                return await context.CallActivityAsync("flaky", "f" + name, Retry);
            case Step.FailingActivity:
                try
                {
                    return await context.CallActivityAsync("failing", null, Retry);
                }
                catch (ActivityFailedException e)
                {
                    return e.Failure.ErrorType;
                }

            case Step.FanOut:
                return string.Concat(await Task.WhenAll(Enumerable.Range(0, 3).Select(j => context.CallActivityAsync("echo", $"w{j}"))));
            case Step.Timer:
                await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(1));
                return "t";
            case Step.Event:
                return await context.WaitForExternalEventAsync("e");
            case Step.EventOrTimer:
                using (var lost = new CancellationTokenSource())
                {
                    var never = context.WaitForExternalEventAsync("never", lost.Token);
                    var timer = context.CreateTimerAsync(context.CurrentUtc.AddMinutes(2), lost.Token);
                    var first = await Task.WhenAny(never, timer);
                    lost.Cancel();
                    return first == timer ? "x" : "never";
                }

            case Step.SubOrchestration:
                return await context.CallSubOrchestrationAsync("child", $"child-{name}", "s" + name);
            case Step.StartOther:
                await context.StartInstanceAsync("other", $"other-{name}", "o" + name);
                return "o";
            default:
                throw new InvalidOperationException($"{step} is no step of its own.");
        }
    }
}
