using System.Text.Json;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Typed calls over the orchestration port.</summary>
public static class ActivityCalls
{
    /// <summary>Calls an activity and reads its answer.</summary>
    /// <exception cref="ActivityFailedException">It failed for good.</exception>
    public static async Task<TOutput> CallAsync<TInput, TOutput>(
        this IOrchestrationContext context, ActivityDefinition<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null, bool handled = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(activity);
        var output = await context.CallActivityAsync(activity.Name, JsonSerializer.Serialize(input, activity.Input), retry, handled);
        return output is null
            ? throw new InvalidOperationException($"Activity {activity.Name} answered nothing.")
            : JsonSerializer.Deserialize(output, activity.Output)
                ?? throw new InvalidOperationException($"Activity {activity.Name} answered null.");
    }
}
