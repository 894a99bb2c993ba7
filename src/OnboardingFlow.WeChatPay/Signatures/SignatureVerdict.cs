using System.Globalization;

namespace OnboardingFlow.WeChatPay.Signatures;

/// <summary>What came of verifying a signature.</summary>
/// <param name="Fault">Why it isn't believed; null when it holds.</param>
/// <param name="Serial">The serial it names, when it names one.</param>
/// <param name="AheadBy">For <see cref="SignatureFault.Clock"/>: how far the signer's clock is ahead of ours (negative: behind).</param>
internal readonly record struct SignatureVerdict(SignatureFault? Fault, string? Serial = null, TimeSpan AheadBy = default)
{
    public bool Holds => Fault is null;

    /// <summary>The verdict in words, without anything of the message's content.</summary>
    public string Describe() => Fault switch
    {
        null => "the signature holds",
        SignatureFault.Missing => "a signature header is missing",
        SignatureFault.Duplicate => "a signature header is there more than once",
        SignatureFault.Malformed => "a signature header is malformed",
        SignatureFault.UnknownSerial => $"no key of serial '{Printable(Serial)}' is trusted: add it to WeChatPay:PublicKeys if it is WeChat Pay's",
        SignatureFault.Probe => "it is one of WeChat Pay's probing signatures, which are false on purpose",
        SignatureFault.Clock when AheadBy > TimeSpan.Zero =>
            $"the signature holds but is dated {Seconds(AheadBy)} s after our clock: our clock is probably behind (allowed: 300 s)",
        SignatureFault.Clock =>
            $"the signature holds but is dated {Seconds(-AheadBy)} s before our clock: our clock is probably ahead, or an old message was repeated (allowed: 300 s)",
        _ => "the signature doesn't fit",
    };

    private static string Seconds(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // The serial comes from outside: what isn't a serial's character isn't shown.
    private static string Printable(string? serial) =>
        serial is { Length: <= 64 } && serial.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? serial : "(unprintable)";
}
