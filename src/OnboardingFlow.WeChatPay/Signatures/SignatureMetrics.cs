using System.Diagnostics.Metrics;

namespace OnboardingFlow.WeChatPay.Signatures;

/// <summary>Counts refused signatures, so that probing ones can be told from forged ones.</summary>
internal sealed class SignatureMetrics(IMeterFactory meters)
{
    /// <summary>Name of the project's meter.</summary>
    public const string MeterName = "OnboardingFlow.WeChatPay";

    private readonly Counter<long> _refused = meters.Create(MeterName).CreateCounter<long>(
        "onboardingflow.wechatpay.signatures.refused", "{signature}", "Signatures of WeChat Pay that were not believed, by where they came and why.");

    /// <summary>Counts one.</summary>
    /// <param name="on"><c>answer</c> or <c>notification</c>.</param>
    /// <param name="fault">Why it wasn't believed.</param>
    public void Refused(string on, SignatureFault fault) =>
        _refused.Add(1, new KeyValuePair<string, object?>("on", on), new KeyValuePair<string, object?>("fault", fault.ToString()));
}
