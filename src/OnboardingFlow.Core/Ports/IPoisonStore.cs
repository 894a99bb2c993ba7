using OnboardingFlow.Core.Intake;

namespace OnboardingFlow.Core.Ports;

/// <summary>The messages that couldn't become onboardings, for operators. Bodies stay sealed.</summary>
/// <remarks>
/// A queue stands behind it: only the oldest 32 can be listed at a time, and while one caller looks for a message by id the others may be hidden from
/// the next caller for some seconds. Storage faults surface as <see cref="ActivityException"/> with <see cref="ErrorTypes.Transient"/> or
/// <see cref="ErrorTypes.Configuration"/>.
/// </remarks>
public interface IPoisonStore
{
    /// <summary>The oldest messages (at most 32) and how many there are.</summary>
    Task<PoisonPage> ListAsync(CancellationToken cancellationToken);

    /// <summary>The message whose <see cref="PoisonMessage.MessageId"/> this is, or null.</summary>
    Task<PoisonMessage?> FindAsync(string messageId, CancellationToken cancellationToken);

    /// <summary>Puts a sealed copy on the request queue that carries the first message's id, first_seen and tries, then removes the poison message.</summary>
    /// <param name="messageId">The <see cref="PoisonMessage.MessageId"/>.</param>
    /// <param name="repairedSealed">The envelope around a repaired body (associated data: the message id), or null for the body as it came.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<RequeueResult> RequeueAsync(string messageId, string? repairedSealed, CancellationToken cancellationToken);

    /// <summary>Removes a message and its blob for good. False when there was none.</summary>
    Task<bool> DeleteAsync(string messageId, CancellationToken cancellationToken);
}
