namespace OnboardingFlow.Core.Ports;

/// <summary>A step that does I/O. Runs at least once; <see cref="ActivityContext.IdempotencyKey"/> is the same on every repetition.</summary>
public interface IActivity
{
    /// <summary>Runs the activity.</summary>
    /// <param name="context">Who calls, and which attempt this is.</param>
    /// <param name="input">JSON text, or null.</param>
    /// <param name="cancellationToken">Cancelled when the host stops; the activity then runs again later.</param>
    /// <returns>JSON text, or null.</returns>
    /// <exception cref="ActivityException">It failed with a known error type.</exception>
    Task<string?> RunAsync(ActivityContext context, string? input, CancellationToken cancellationToken);
}
