using System.Text.Json;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Puts JSON around an activity's typed body.</summary>
internal sealed class TypedActivity<TInput, TOutput>(
    ActivityDefinition<TInput, TOutput> definition, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>> body) : IActivity
{
    public async Task<string?> RunAsync(ActivityContext context, string? input, CancellationToken cancellationToken)
    {
        var typed = input is null ? default : JsonSerializer.Deserialize(input, definition.Input);
        if (typed is null)
        {
            throw new ActivityException(ErrorTypes.Unreadable, $"Activity {definition.Name} was called without its input.");
        }

        return JsonSerializer.Serialize(await body(context, typed, cancellationToken), definition.Output);
    }
}
