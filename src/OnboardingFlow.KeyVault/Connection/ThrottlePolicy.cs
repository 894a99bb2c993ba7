using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>
/// Holds requests to the budget: every attempt at a private-key operation waits for its own share of it. A throttling answer (429) lowers the budget and
/// is repeated after 1, 2, 4, 8 and 16 seconds, or what Retry-After says (Azure Key Vault throttling guidance); the last one is the answer.
/// </summary>
internal sealed class ThrottlePolicy(SigningBudget budget, VaultMetrics metrics, TimeProvider time, ILogger logger) : HttpPipelinePolicy
{
    /// <summary>Repetitions after throttling.</summary>
    internal const int Repetitions = 5;

    private const int TooManyRequests = 429;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // Azure's client asks for the key first, within the same scope: only what is posted costs an operation.
        var operation = message.Request.Method == RequestMethod.Post && message.TryGetProperty(PrivateKeyOperation.Property, out var value)
            ? (PrivateKeyOperation)value!
            : null;
        for (var repetition = 0; ; repetition++)
        {
            if (operation is not null)
            {
                await budget.AcquireAsync(operation.Who, message.CancellationToken);
                metrics.Count(operation);
            }

            await ProcessNextAsync(message, pipeline);
            if (message.Response.Status != TooManyRequests)
            {
                return;
            }

            var asked = RetryAfter.Of(message.Response, time.GetUtcNow());
            budget.Throttled(asked);
            metrics.CountThrottled();
            Log.Throttled(logger, operation?.Name ?? message.Request.Method.Method, repetition + 1, asked.TotalSeconds, budget.OperationsPerSecond);
            if (repetition == Repetitions || asked > SigningBudget.LongestPause)
            {
                return;
            }

            var backOff = TimeSpan.FromSeconds(1 << repetition);
            await Task.Delay(asked > backOff ? asked : backOff, time, message.CancellationToken);
            message.Response.Dispose();
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The vault is only called asynchronously.");
}
