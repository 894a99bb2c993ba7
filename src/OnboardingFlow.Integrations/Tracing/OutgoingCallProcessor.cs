using System.Diagnostics;
using OpenTelemetry;

namespace OnboardingFlow.Integrations.Tracing;

/// <summary>Takes from the spans of <c>HttpClient</c> what must not be exported.</summary>
internal sealed class OutgoingCallProcessor : BaseProcessor<Activity>
{
    /// <summary>.NET's own source of them.</summary>
    public const string SourceName = "System.Net.Http";

    private const string Address = "url.full";

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != SourceName)
        {
            return;
        }

        if (data.ParentSpanId == default)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // Exporters leave it out.
        }
        else if (data.GetTagItem(Address) is string address)
        {
            data.SetTag(Address, Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : null);
        }
    }
}
