namespace OnboardingFlow.Emulators.Tests;

/// <summary>The parts of an Authorization header, to be spoiled one by one.</summary>
internal sealed record RawSignature(string MchId, string Nonce, string Signature, string Timestamp, string Serial)
{
    internal string Scheme { get; init; } = "WECHATPAY2-SHA256-RSA2048";

    internal string? Leave { get; init; }

    /// <summary>Sent instead of the body that was signed.</summary>
    internal string? SentBody { get; init; }

    internal bool NoHeader { get; init; }

    internal string? Header => NoHeader
        ? null
        : $"{Scheme} " + string.Join(',', new[] { ("mchid", MchId), ("nonce_str", Nonce), ("signature", Signature), ("timestamp", Timestamp), ("serial_no", Serial) }
            .Where(p => p.Item1 != Leave).Select(p => $"{p.Item1}=\"{p.Item2}\""));
}
