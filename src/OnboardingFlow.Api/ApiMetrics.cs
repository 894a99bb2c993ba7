using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Starting;

namespace OnboardingFlow.Api;

/// <summary>Counters of what comes in by HTTP; meter <see cref="MeterName"/>.</summary>
public sealed class ApiMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "OnboardingFlow.Api";

    private readonly Counter<long> _starts;
    private readonly Counter<long> _notifications;

    /// <summary>Makes the counters.</summary>
    public ApiMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _starts = meter.CreateCounter<long>("onboardingflow.http.starts", "{request}", "Wishes to start an onboarding, by verdict.");
        _notifications = meter.CreateCounter<long>("onboardingflow.notifications", "{notification}", "Notifications from WeChat Pay, by what came of them.");
    }

    internal void Started(StartVerdict verdict) => _starts.Add(1, KeyValuePair.Create<string, object?>("verdict", verdict.ToString()));

    internal void Notified(string result) => _notifications.Add(1, KeyValuePair.Create<string, object?>("result", result));
}
