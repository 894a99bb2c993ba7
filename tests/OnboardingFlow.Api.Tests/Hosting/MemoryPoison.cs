using System.Collections.Concurrent;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>Poison messages in memory. One without an envelope needs a repaired request.</summary>
internal sealed class MemoryPoison : IPoisonStore
{
    public ConcurrentDictionary<string, PoisonMessage> Messages { get; } = new(StringComparer.Ordinal);

    /// <summary>Envelopes of repaired requests by message id; null for one that went back as it came.</summary>
    public ConcurrentDictionary<string, string?> Requeued { get; } = new(StringComparer.Ordinal);

    public Task<PoisonPage> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new PoisonPage([.. Messages.Values.OrderBy(message => message.FirstSeen)], Messages.Count));

    public Task<PoisonMessage?> FindAsync(string messageId, CancellationToken cancellationToken) => Task.FromResult(Messages.GetValueOrDefault(messageId));

    public Task<RequeueResult> RequeueAsync(string messageId, string? repairedSealed, CancellationToken cancellationToken)
    {
        if (!Messages.TryGetValue(messageId, out var message))
        {
            return Task.FromResult(RequeueResult.NotFound);
        }

        if (repairedSealed is null && message.Sealed is null)
        {
            return Task.FromResult(RequeueResult.NeedsRepair);
        }

        Messages.TryRemove(messageId, out _);
        Requeued[messageId] = repairedSealed;
        return Task.FromResult(RequeueResult.Done);
    }

    public Task<bool> DeleteAsync(string messageId, CancellationToken cancellationToken) => Task.FromResult(Messages.TryRemove(messageId, out _));
}
