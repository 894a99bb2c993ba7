using Microsoft.DurableTask;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Core's retry policy in Durable Task's words.</summary>
internal static class RetryOptions
{
    public static TaskOptions? From(Core.Ports.RetryPolicy? retry) => retry is null
        ? null
        : TaskOptions.FromRetryPolicy(new RetryPolicy(
            retry.MaxAttempts,
            retry.FirstInterval,
            retry.Coefficient,

            // Without a bound of its own Durable Task would take one hour.
            retry.MaxInterval is not { } longest ? Timeout.InfiniteTimeSpan : longest < retry.FirstInterval ? retry.FirstInterval : longest)
        {
            HandleFailure = details => IsRetryable(retry, details),
        });

    /// <summary>Whether a failure is one that another attempt may mend.</summary>
    public static bool IsRetryable(Core.Ports.RetryPolicy retry, TaskFailureDetails details) =>
        !retry.NonRetryableErrors.Contains(ActivityFault.Read(details).ErrorType, StringComparer.Ordinal);
}
