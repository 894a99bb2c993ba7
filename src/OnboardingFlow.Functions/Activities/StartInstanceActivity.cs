using System.Text.Json;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Activities;

/// <summary>Starts another instance. Durable Task's orchestrations can only start children, whose ends they would wait for or whose ids they don't share.</summary>
internal sealed class StartInstanceActivity(IEngineClient engine) : IActivity
{
    /// <summary>Its name in histories.</summary>
    public const string Name = "StartInstance";

    /// <inheritdoc/>
    public async Task<string?> RunAsync(ActivityContext context, string? input, CancellationToken cancellationToken)
    {
        var start = JsonSerializer.Deserialize(input ?? "null", FunctionsJson.Default.StartInstance)
            ?? throw new ActivityException(ErrorTypes.Unreadable, $"{Name} was called without its input.");
        await engine.StartAsync(start, cancellationToken);
        return null;
    }
}
