using System.Globalization;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>
/// A program as an orchestration. It keeps a transcript of what each step gave, shows it as custom status, and returns it. Input: next step, transcript so far
/// and the token of the start, parted by bars.
/// </summary>
internal sealed class SimulatedWorkflow(IReadOnlyList<IReadOnlyList<Step>> programs, int program, Action<string, string> returned) : IOrchestration
{
    public const string Early = "early";

    public static readonly RetryPolicy Retry = new(3, TimeSpan.FromSeconds(5), 2);

    /// <summary>The program that step <paramref name="n"/> of a program calls; none when there is none behind it.</summary>
    public static int? Callee(int programs, int program, int n) => program + 1 < programs ? program + 1 + (n % (programs - program - 1)) : null;

    /// <summary>A transcript as part of an entry of another.</summary>
    public static string Nested(string transcript) => transcript.Replace(';', '/').Replace(',', '+');

    public async Task<string?> RunAsync(IOrchestrationContext context, string? input)
    {
        var parts = input!.Split('|');
        var transcript = parts[1];
        var steps = programs[program];
        for (var i = int.Parse(parts[0], CultureInfo.InvariantCulture); i < steps.Count; i++)
        {
            context.SetCustomStatus(transcript);
            if (steps[i].Kind == StepKind.ContinueAsNew)
            {
                context.ContinueAsNew($"{i + 1}|{transcript}n;|{parts[2]}");
                return null;
            }

            transcript += await RunAsync(context, steps[i], $"{i}") + ";";
        }

        context.SetCustomStatus(transcript);
        returned(context.InstanceId, transcript);
        return transcript;
    }

    private async Task<string> RunAsync(IOrchestrationContext context, Step step, string name)
    {
        switch (step.Kind)
        {
            case StepKind.Activity:
                return await context.CallActivityAsync("work", name, step.N == 0 ? Retry : null) ?? string.Empty;
            case StepKind.Retried:
                return await CallOrFailureAsync(context.CallActivityAsync("work", name, Retry));
            case StepKind.FanOut:
                return string.Join(',', await Task.WhenAll(Enumerable.Range(0, step.N + 2).Select(j => CallOrFailureAsync(context.CallActivityAsync("work", $"{name}.{j}", Retry)))));
            case StepKind.Timer:
                return await TimerAsync(context, step.Wait);
            case StepKind.Event:
                return await context.WaitForExternalEventAsync(step.Event) ?? string.Empty;
            case StepKind.EventOrTimer:
                using (var lost = new CancellationTokenSource())
                {
                    var raised = context.WaitForExternalEventAsync(step.Event, lost.Token);
                    var timer = context.CreateTimerAsync(context.CurrentUtc + step.Wait, lost.Token);
                    var first = await Task.WhenAny(raised, timer);
                    lost.Cancel();
                    return first == raised ? await raised ?? string.Empty : "t";
                }

            case StepKind.ActivityOrTimer:
                using (var lost = new CancellationTokenSource())
                {
                    var activity = CallOrFailureAsync(context.CallActivityAsync("work", name, Retry));
                    var timer = context.CreateTimerAsync(context.CurrentUtc + step.Wait, lost.Token);
                    var first = await Task.WhenAny(activity, timer);
                    lost.Cancel();
                    return first == activity ? await activity : "t";
                }

            case StepKind.CancelledWaiter:
                return await CancelledWaiterAsync(context, step);
            case StepKind.SubOrchestration when Callee(programs.Count, program, step.N) is { } callee:
                var child = $"{context.InstanceId}.{name}.{context.NewGuid():N}";
                return $"{child}={Nested(await CallOrFailureAsync(context.CallSubOrchestrationAsync($"p{callee}", child, $"0||{child}")))}";
            case StepKind.StartOther when Callee(programs.Count, program, step.N) is { } other:
                var started = $"{context.InstanceId}.{name}.{context.NewGuid():N}";
                await context.StartInstanceAsync($"p{other}", started, $"0||{started}");
                return started;
            default:
                return "-";
        }
    }

    private static async Task<string> TimerAsync(IOrchestrationContext context, TimeSpan wait)
    {
        var due = context.CurrentUtc + wait;
        await context.CreateTimerAsync(due);
        return context.CurrentUtc < due ? Early : "t";
    }

    private static async Task<string> CancelledWaiterAsync(IOrchestrationContext context, Step step)
    {
        using var givesUp = new CancellationTokenSource();
        var first = context.WaitForExternalEventAsync(step.Event, givesUp.Token);
        var second = context.WaitForExternalEventAsync(step.Event);
        await context.CreateTimerAsync(context.CurrentUtc + step.Wait);
        givesUp.Cancel();
        return first.IsCompletedSuccessfully ? $"{await first},{await second}" : $"{await second}";
    }

    private static async Task<string> CallOrFailureAsync(Task<string?> call)
    {
        try
        {
            return await call ?? string.Empty;
        }
        catch (ActivityFailedException e)
        {
            return "!" + e.Failure.ErrorType;
        }
    }
}
