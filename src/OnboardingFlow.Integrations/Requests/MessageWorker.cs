using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>Takes one received message to its end: handled, its effect durable, deleted; or left on the queue.</summary>
internal sealed class MessageWorker(
    IQueueIntake intake,
    IntakeEffects effects,
    RequestQueueMetrics metrics,
    IOptions<RequestQueueOptions> options,
    TimeProvider time,
    ILogger<RequestQueueListener> logger)
{
    /// <summary>Shortest and longest time that a message which nothing can be done about stays hidden; between them it doubles at each time.</summary>
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    /// <summary>How long letting go of a message may take.</summary>
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Never throws. When cancelled, the message is let go: visible at once.</summary>
    /// <returns>False when it was let go.</returns>
    public async Task<bool> WorkAsync(LeasedMessage lease, CancellationToken stopNow)
    {
        try
        {
            var decision = await DecideAndApplyAsync(lease, stopNow);
            if (decision is null)
            {
                logger.LeaseLost(lease.Message.MessageId);
            }
            else if (decision is IntakeDecision.LeaveAlone left)
            {
                var rest = RestOf(lease);
                logger.MessageLeft(lease.Message.MessageId, rest, left.Why);
                await HideAsync(lease, rest);
            }
            else
            {
                await StorageFaults.TranslateAsync(() => lease.DeleteAsync(stopNow), stopNow);
                LogDone(lease, decision);
            }

            return true;
        }
        catch (OperationCanceledException) when (stopNow.IsCancellationRequested)
        {
            await HideAsync(lease, TimeSpan.Zero);
            return false;
        }
        catch (ActivityException fault)
        {
            metrics.Failed();
            var rest = RestOf(lease);
            logger.MessageLeft(lease.Message.MessageId, rest, fault.Message);
            await HideAsync(lease, rest);
            return true;
        }
#pragma warning disable CA1031 // A fault in handling one message must not stop the listener; the message stays.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            metrics.Failed();
            var rest = RestOf(lease);
            logger.HandlingFailed(lease.Message.MessageId, fault.GetType().FullName ?? fault.GetType().Name, rest, fault.StackTrace);
            await HideAsync(lease, rest);
            return true;
        }
    }

    /// <summary>Null when the message was lost meanwhile: whoever has it now makes its effects.</summary>
    private async Task<IntakeDecision?> DecideAndApplyAsync(LeasedMessage lease, CancellationToken stopNow)
    {
        await using var renewal = new LeaseRenewal(lease, options.Value.VisibilityTimeout, time, logger);
        var message = lease.Message;
        var decision = await intake.HandleAsync(
            new QueueMessage(message.MessageId, message.Body.ToMemory(), message.InsertedOn ?? time.GetUtcNow(), (int)message.DequeueCount), stopNow);
        if (lease.IsLost)
        {
            return null;
        }

        await effects.ApplyAsync(decision, stopNow);
        return decision;
    }

    private static TimeSpan RestOf(LeasedMessage lease)
    {
        var doublings = Math.Clamp(lease.Message.DequeueCount - 1, 0, 16);
        var rest = ShortestRest * Math.Pow(2, doublings);
        return rest < LongestRest ? rest : LongestRest;
    }

    private async Task HideAsync(LeasedMessage lease, TimeSpan rest)
    {
        using var limit = new CancellationTokenSource(ReleaseTimeout, time);
        try
        {
            await StorageFaults.TranslateAsync(() => lease.HideAsync(rest, limit.Token), CancellationToken.None);
        }
        catch (ActivityException fault)
        {
            logger.CannotRelease(lease.Message.MessageId, fault.Message);
        }
    }

    private void LogDone(LeasedMessage lease, IntakeDecision decision)
    {
        var messageId = lease.Message.MessageId;
        switch (decision)
        {
            case IntakeDecision.Poison(var poison):
                logger.MessagePoisoned(messageId, poison.MessageId, poison.Reason);
                break;
            case IntakeDecision.Retry(var copy, var delay):
                logger.MessageRetried(messageId, copy.MessageId, delay, copy.Tries);
                break;
            case IntakeDecision.Delete(var why):
                logger.MessageDeleted(messageId, why);
                break;
        }
    }
}
