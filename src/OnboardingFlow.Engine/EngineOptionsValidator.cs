using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine;

/// <summary>One line for each wrong value.</summary>
internal sealed class EngineOptionsValidator : IValidateOptions<EngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <exception cref="OptionsValidationException">A limit is for an activity that there isn't.</exception>
    public static void CheckNames(EngineOptions options, DurableRegistry registry)
    {
        var unknown = options.Activities.Keys.Where(name => !registry.Activities.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            var known = string.Join(", ", registry.Activities.Keys.Order(StringComparer.Ordinal));
            throw new OptionsValidationException(
                "Engine", typeof(EngineOptions), unknown.Select(name => $"Engine:Activities:{name}: there is no such activity; there are {known}."));
        }
    }

    public static IEnumerable<string> Errors(EngineOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            yield return "Engine:DataDirectory is empty; name a folder.";
        }

        if (options.Retention <= TimeSpan.Zero)
        {
            yield return $"Engine:Retention is {options.Retention}; it must be longer than zero.";
        }

        if (options.StopTimeout < TimeSpan.Zero)
        {
            yield return $"Engine:StopTimeout is {options.StopTimeout}; it must not be negative.";
        }

        foreach (var (key, value) in new (string, long)[]
        {
            (nameof(options.MaxConcurrentActivities), options.MaxConcurrentActivities),
            (nameof(options.MaxDeliveries), options.MaxDeliveries),
            (nameof(options.MaxQueuedActivities), options.MaxQueuedActivities),
            (nameof(options.MaxInstancesInMemory), options.MaxInstancesInMemory),
            (nameof(options.MaxPendingOperations), options.MaxPendingOperations),
            (nameof(options.MaxCommitBatch), options.MaxCommitBatch),
            (nameof(options.MaxPayloadBytes), options.MaxPayloadBytes),
            (nameof(options.MaxCustomStatusBytes), options.MaxCustomStatusBytes),
            (nameof(options.MaxBufferedEvents), options.MaxBufferedEvents),
            (nameof(options.HistoryWarning), options.HistoryWarning),
        })
        {
            if (value < 1)
            {
                yield return $"Engine:{key} is {value}; it must be at least 1.";
            }
        }

        foreach (var (name, limit) in options.Activities)
        {
            if (limit.MaxConcurrent < 1)
            {
                yield return $"Engine:Activities:{name}:MaxConcurrent is {limit.MaxConcurrent}; it must be at least 1.";
            }

            if (limit.MaxPerSecond is { } rate && !(rate is >= 0.001 and <= 1_000_000))
            {
                yield return $"Engine:Activities:{name}:MaxPerSecond is {rate}; it must be from 0.001 to 1000000.";
            }
        }

        if (options.HistoryLimit < options.HistoryWarning)
        {
            yield return $"Engine:HistoryLimit is {options.HistoryLimit}; it must be at least Engine:HistoryWarning ({options.HistoryWarning}).";
        }
    }
}
