using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault;

/// <summary>Meter <c>OnboardingFlow.KeyVault</c>.</summary>
internal sealed class VaultMetrics
{
    public const string MeterName = "OnboardingFlow.KeyVault";

    private readonly Counter<long> _operations;
    private readonly Counter<long> _throttled;

    public VaultMetrics(IMeterFactory meters, SigningBudget budget)
    {
        var meter = meters.Create(MeterName);
        _operations = meter.CreateCounter<long>("onboardingflow.keyvault.private_key_operations", "{operation}", "Private-key operations asked of the vault, each attempt counted.");
        _throttled = meter.CreateCounter<long>("onboardingflow.keyvault.throttled", "{answer}", "Answers 429 of the vault.");
        meter.CreateObservableGauge("onboardingflow.keyvault.budget.rate", () => budget.OperationsPerSecond, "{operation}/s", "Private-key operations a second given out now.");
        meter.CreateObservableGauge("onboardingflow.keyvault.budget.poll_stretch", () => budget.GreatestPollStretch, "1", "How far polls of the organization with most people waiting are stretched now.");
        meter.CreateObservableGauge(
            "onboardingflow.keyvault.budget.waiting",
            () => Enum.GetValues<SigningUrgency>().Select(urgency => new Measurement<int>(budget.Waiting(urgency), new KeyValuePair<string, object?>("class", urgency.ToString()))),
            "{operation}",
            "Private-key operations that wait for the budget now.");
    }

    public void Count(PrivateKeyOperation operation) => _operations.Add(1, new KeyValuePair<string, object?>("operation", operation.Name));

    public void CountThrottled() => _throttled.Add(1);
}
