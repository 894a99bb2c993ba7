using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Execution;
using OnboardingFlow.Engine.Observability;

namespace OnboardingFlow.Engine.Activities;

/// <summary>Runs one attempt of an activity and says what came of it.</summary>
internal sealed class ActivityRunner(
    DurableRegistry registry, EngineOptions options, PayloadLimits limits, DeliveryLedger ledger, EngineMetrics metrics, ILogger logger)
{
    /// <summary>Null when the engine stops: the activity then runs again after the next start.</summary>
    public async Task<ActivityOutcome?> RunAsync(ActivityWork work, int deaths, CancellationToken stopping)
    {
        ledger.Begin(work.Call);
        metrics.ActivityBegan(work.Name, Stopwatch.GetElapsedTime(work.HandedOut));
        var began = Stopwatch.GetTimestamp();
        var span = EngineTraces.BeginAttempt(work);
        ActivityOutcome? outcome = null;
        try
        {
            return outcome = deaths < options.MaxDeliveries ? await RunAsync(work, stopping) : Failed(
                work,
                new ActivityFailure(
                    EngineErrorTypes.PoisonActivity,
                    $"The process died {deaths} times while activity '{work.Name}' ran, so it isn't run again. Repair what kills it, then rewind."),
                true);
        }
        finally
        {
            EngineTraces.EndAttempt(span, outcome?.Failure?.ErrorType);
            metrics.ActivityEnded(work.Name, Stopwatch.GetElapsedTime(began), outcome?.Failure?.ErrorType);
            ledger.End(work.Call);
        }
    }

    private async Task<ActivityOutcome?> RunAsync(ActivityWork work, CancellationToken stopping)
    {
        if (!registry.Activities.TryGetValue(work.Name, out var activity))
        {
            return Failed(work, new ActivityFailure(EngineErrorTypes.NotRegistered, $"No activity '{work.Name}' is registered. Deploy a release that has it."), true);
        }

        try
        {
            var result = await activity.RunAsync(work.Context, work.Input, stopping);
            limits.CheckPayload(result, $"result of activity '{work.Name}'");
            return new ActivityOutcome(result, null, false);
        }
        catch (EngineLimitException e)
        {
            return Failed(work, Failures.Describe(e), true);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            return Failed(work, Failures.Describe(e), false);
        }
    }

    private ActivityOutcome Failed(ActivityWork work, ActivityFailure failure, bool final)
    {
        Log.ActivityFailed(logger, work.Name, work.Context.InstanceId, work.Attempt, failure.ErrorType, failure.Message);
        return new ActivityOutcome(null, failure, final);
    }
}
