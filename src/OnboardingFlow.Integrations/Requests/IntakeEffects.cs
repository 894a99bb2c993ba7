using System.Text.Json;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Poison;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>Makes what the intake decided about a message durable, so that the message may be deleted. Both hosts use it; deleting is the host's.</summary>
public sealed class IntakeEffects
{
    /// <summary>The longest that the queue service hides a new message.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1);

    private readonly OnboardingStorage _storage;
    private readonly PoisonWriter _poison;
    private readonly RequestQueueMetrics _metrics;

    internal IntakeEffects(OnboardingStorage storage, PoisonWriter poison, RequestQueueMetrics metrics)
    {
        _storage = storage;
        _poison = poison;
        _metrics = metrics;
    }

    /// <summary>Puts the poison message or the sealed copy, and counts the decision. Repeating it puts another one of the same message id, which changes nothing later on.</summary>
    /// <returns>Whether the message may be deleted now; false for <see cref="IntakeDecision.LeaveAlone"/>.</returns>
    /// <exception cref="ActivityException">Storage failed: nothing is durable, the message must stay.</exception>
    public async Task<bool> ApplyAsync(IntakeDecision decision, CancellationToken cancellationToken)
    {
        var mayBeDeleted = await PutAsync(decision, cancellationToken);
        _metrics.Decided(decision);
        return mayBeDeleted;
    }

    internal async Task PutCopyAsync(SealedCopy copy, TimeSpan delay, CancellationToken cancellationToken)
    {
        var hidden = TimeSpan.FromTicks(Math.Clamp(delay.Ticks, 0, LongestDelay.Ticks));
        var queue = await _storage.QueueAsync(StorageNames.RequestQueue, cancellationToken);
        await queue.SendMessageAsync(JsonSerializer.Serialize(copy, IntakeJson.Default.SealedCopy), hidden, OnboardingStorage.Forever, cancellationToken);
    }

    private async Task<bool> PutAsync(IntakeDecision decision, CancellationToken cancellationToken)
    {
        switch (decision)
        {
            case IntakeDecision.Delete:
                return true;
            case IntakeDecision.Poison poison:
                await StorageFaults.TranslateAsync(() => _poison.PutAsync(poison.Message, cancellationToken), cancellationToken);
                return true;
            case IntakeDecision.Retry retry:
                await StorageFaults.TranslateAsync(() => PutCopyAsync(retry.Copy, retry.Delay, cancellationToken), cancellationToken);
                return true;
            default:
                return false;
        }
    }
}
