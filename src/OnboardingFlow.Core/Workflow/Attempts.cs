using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow;

/// <summary>
/// Calls activities that reach outside. Repeats passing faults by durable timers, here and not in the engine, so that the custom status and the timeline
/// show each attempt on both hosts; what repeating doesn't help is parked until an operator retries.
/// </summary>
internal sealed class Attempts(OnboardingRun run)
{
    // Eight attempts over about eight minutes: longer outages are for an operator to see.
    private static readonly RetryPolicy _passing = new(8, TimeSpan.FromSeconds(2), 2.5, TimeSpan.FromMinutes(3))
    {
        NonRetryableErrors = [ErrorTypes.Configuration, ErrorTypes.KeyUnavailable, ErrorTypes.Unreadable],
    };

    // While a key can't be used: seconds when it was only a slip, and half an hour at most after it is back.
    private static readonly RetryPolicy _paused = new(int.MaxValue, TimeSpan.FromSeconds(15), 2, TimeSpan.FromMinutes(30));

    /// <summary>Calls an activity until it answers.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="input">Its input.</param>
    /// <param name="onUnknown">What to ask when a result is unknown, before the call is repeated; an answer from it makes repeating needless.</param>
    /// <exception cref="RunEndedException">Nobody retried in time, or the run's data is gone.</exception>
    /// <exception cref="CancelledWhileParkedException">The provider cancelled instead of retrying.</exception>
    public async Task<TOutput> CallAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, Func<Task<TOutput?>>? onUnknown = null)
        where TOutput : class
    {
        var pauses = 0;
        var until = DateTimeOffset.MinValue;
        for (var attempt = 1; ; attempt++)
        {
            ShowAttempt(attempt);
            var began = run.Context.CurrentUtc;
            ActivityFailure failure;
            try
            {
                var output = await run.Context.CallAsync(activity, input, handled: true);
                run.Progress.Note("activity", activity.Name, attempt, run.Context.CurrentUtc - began, "ok", null);
                if (pauses > 0)
                {
                    await run.Progress.RecordAsync(); // The read model still says that it is parked.
                }

                return output;
            }
            catch (ActivityFailedException failed)
            {
                failure = failed.Failure;
                run.Progress.Note("activity", activity.Name, attempt, run.Context.CurrentUtc - began, "failed", failure.ErrorType);
            }

            if (failure.ErrorType == ErrorTypes.Unreadable)
            {
                throw new RunEndedException(OutcomeKind.Failed, OutcomeCodes.DataUnreadable, failure.Message);
            }

            if (failure.ErrorType == ErrorTypes.ResultUnknown && onUnknown is not null && await onUnknown() is { } known)
            {
                return known;
            }

            var retried = _passing.AllowsAnother(attempt, failure);
            run.Progress.Measure(metrics => metrics.Failed(activity.Name, failure.ErrorType, retried));
            if (retried)
            {
                await run.Context.CreateTimerAsync(run.Context.CurrentUtc + _passing.DelayAfter(attempt));
            }
            else
            {
                pauses = failure.ErrorType == ErrorTypes.KeyUnavailable ? pauses + 1 : 0;
                until = pauses > 1 ? until : run.Context.CurrentUtc + run.Input.Settings.AttentionTimeout;
                await ParkAsync(failure, until, pauses);
                attempt = 0;
            }
        }
    }

    /// <summary>Calls an activity once; null when it failed for a passing cause, so that the caller comes back to it in its own time.</summary>
    /// <exception cref="RunEndedException">As <see cref="CallAsync"/>.</exception>
    public async Task<TOutput?> TryOnceAsync<TInput, TOutput>(ActivityDefinition<TInput, TOutput> activity, TInput input)
        where TOutput : class
    {
        try
        {
            return await run.Context.CallAsync(activity, input, handled: true);
        }
        catch (ActivityFailedException failed) when (_passing.AllowsAnother(1, failed.Failure))
        {
            run.Progress.Note("activity", activity.Name, 1, null, "failed", failed.Failure.ErrorType);
            run.Progress.Measure(metrics => metrics.Failed(activity.Name, failed.Failure.ErrorType, retried: true));
            return null;
        }
        catch (ActivityFailedException)
        {
            return await CallAsync(activity, input);
        }
    }

    private void ShowAttempt(int attempt)
    {
        if (run.Progress.Status.Attempt != attempt)
        {
            run.Progress.Show(run.Progress.Status with { Attempt = attempt });
        }
    }

    /// <summary>Waits for an operator's retry, or after a pause number <paramref name="pauses"/> (0: there is none) for its end.</summary>
    private async Task ParkAsync(ActivityFailure failure, DateTimeOffset until, int pauses)
    {
        var parked = run.Progress.Status;
        run.Progress.Show(parked with
        {
            Step = OnboardingStep.NeedsAttention,
            StepSince = run.Context.CurrentUtc,
            WaitingUntil = until,
            Attention = new AttentionCause(parked.Step, failure.ErrorType, failure.Message),
        });
        if (pauses <= 1)
        {
            run.Progress.Note("step", nameof(OnboardingStep.NeedsAttention), 1, null, "ok", failure.ErrorType);
            run.Progress.Measure(metrics => metrics.Parked(parked.Step, failure.ErrorType));
            await run.Progress.RecordAsync();
        }

        using var woken = new CancellationTokenSource();
        var retry = run.Context.WaitForExternalEventAsync(ExternalEvents.RetryRequested, woken.Token);
        var timeout = run.Context.CreateTimerAsync(until, woken.Token);
        var again = pauses > 0 ? run.Context.CreateTimerAsync(run.Context.CurrentUtc + _paused.DelayAfter(pauses), woken.Token) : timeout;
        var first = await (run.IsCancelling ? Task.WhenAny(retry, timeout, again) : Task.WhenAny(retry, timeout, run.Cancelled, again));
        woken.Cancel();

        run.Progress.Show(parked with { StepSince = run.Context.CurrentUtc, Attempt = 1 });
        if (retry.IsCompletedSuccessfully)
        {
            run.Progress.Note("event", ExternalEvents.RetryRequested, 1, null, "ok", null);
            await run.Progress.RecordAsync();
            return;
        }

        if (first == again && first != timeout)
        {
            return;
        }

        throw timeout.IsCompletedSuccessfully
            ? new RunEndedException(
                OutcomeKind.Failed, OutcomeCodes.AttentionTimedOut, $"Nobody retried in time; the cause was {failure.ErrorType}: {failure.Message}")
            : new CancelledWhileParkedException();
    }
}
