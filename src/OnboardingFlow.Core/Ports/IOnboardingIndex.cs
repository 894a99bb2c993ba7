using OnboardingFlow.Core.Index;

namespace OnboardingFlow.Core.Ports;

/// <summary>The read model. The workflow writes it by an idempotent activity; it may lag by seconds.</summary>
public interface IOnboardingIndex
{
    /// <summary>Takes an update; durable when it returns. Repeats and late ones change nothing.</summary>
    Task RecordAsync(IndexUpdate update, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a line to the timeline from outside the run's own code, which doesn't see it: that it was suspended, or resumed. Durable when it returns; at most
    /// <see cref="Timeline.MaxNotesPerRun"/> a run are kept, and the same one again changes nothing.
    /// </summary>
    Task NoteAsync(string instanceId, TimelineEntry note, CancellationToken cancellationToken);

    /// <summary>The row, or null.</summary>
    Task<OnboardingSummary?> FindAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>A page, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="pageSize">1 to 200.</param>
    /// <param name="continuationToken">Of the page before, or null.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="FormatException">The token isn't one of ours.</exception>
    Task<OnboardingPage> ListAsync(OnboardingFilter filter, int pageSize, string? continuationToken, CancellationToken cancellationToken);

    /// <summary>The timeline of all runs, or null when there is no such onboarding.</summary>
    Task<Timeline?> GetTimelineAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>How many stand where.</summary>
    Task<OnboardingCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>Removes everything about an onboarding.</summary>
    Task RemoveAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Remembers that a request id joined this onboarding; the newest 32 are kept. Durable when it returns.</summary>
    /// <param name="instanceId">The onboarding.</param>
    /// <param name="requestIdHash">See <c>RequestIds.Hash</c>.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    Task RememberRequestAsync(string instanceId, string requestIdHash, CancellationToken cancellationToken);

    /// <summary>The request ids (hashed) remembered for this onboarding, oldest first.</summary>
    Task<IReadOnlyList<string>> SeenRequestsAsync(string instanceId, CancellationToken cancellationToken);
}
