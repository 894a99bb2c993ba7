namespace OnboardingFlow.Core.Ports;

/// <summary>A durable function: deterministic code over an <see cref="IOrchestrationContext"/>.</summary>
public interface IOrchestration
{
    /// <summary>Runs (and on every wake-up replays) the orchestration.</summary>
    /// <param name="context">The only source of time, GUIDs and effects.</param>
    /// <param name="input">JSON text, or null.</param>
    /// <returns>The output as JSON text, or null.</returns>
    Task<string?> RunAsync(IOrchestrationContext context, string? input);
}
