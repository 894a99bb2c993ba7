using OpenTelemetry.Trace;

namespace OnboardingFlow.Integrations.Tracing;

/// <summary>Traces of what a host asks of others by HTTP.</summary>
public static class OutgoingCalls
{
    /// <summary>
    /// Adds a span for each HTTP call that belongs to some work: to WeChat Pay, Key Vault, storage, webhooks. Its address is shown without the path, where a
    /// person's id or a receiver's secret may stand. Calls on nobody's behalf, such as looks at an empty queue, are left out. Add it before exporters.
    /// </summary>
    public static TracerProviderBuilder AddOutgoingCalls(this TracerProviderBuilder traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        return traces.AddSource(OutgoingCallProcessor.SourceName).AddProcessor(new OutgoingCallProcessor());
    }
}
