using System.Text.Json;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Puts JSON around an activity's typed body, and the instance around what it logs.</summary>
internal sealed class TypedActivity<TInput, TOutput>(
    ActivityDefinition<TInput, TOutput> definition, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> body, ILogger logger) : IActivity
{
    public async Task<string?> RunAsync(ActivityContext context, string? input, CancellationToken cancellationToken)
    {
        var typed = input is null ? default : JsonSerializer.Deserialize(input, definition.Input);
        if (typed is null)
        {
            throw new ActivityException(ErrorTypes.Unreadable, $"Activity {definition.Name} was called without its input.");
        }

        using var scope = logger.BeginInstance(context.InstanceId);
        return JsonSerializer.Serialize(await body(context, typed, cancellationToken), definition.Output);
    }
}
