using Azure.Core;
using Azure.Core.Pipeline;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Azure.Core's retries under <see cref="VaultClassifier"/>'s rules, for clients that bring a classifier of their own.</summary>
internal sealed class VaultRetryPolicy(int retries, DelayStrategy delay) : RetryPolicy(retries, delay)
{
    private static readonly VaultClassifier Classifier = new();

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        ValueTask.FromResult(exception is null ? Classifier.IsRetriableResponse(message) : Classifier.IsRetriable(message, exception));
}
