namespace OnboardingFlow.WeChatPay.Signatures;

/// <summary>Why a signature isn't believed.</summary>
internal enum SignatureFault
{
    /// <summary>One of the four headers is missing or empty.</summary>
    Missing,

    /// <summary>A header is there more than once.</summary>
    Duplicate,

    /// <summary>A header isn't of its form: a timestamp that is no number, a signature that isn't Base64.</summary>
    Malformed,

    /// <summary>No key of that serial is trusted.</summary>
    UnknownSerial,

    /// <summary>One of WeChat Pay's probing signatures: false on purpose, to see whether they are refused.</summary>
    Probe,

    /// <summary>The signature doesn't fit the bytes.</summary>
    Mismatch,

    /// <summary>The signature holds, but its time is more than five minutes from ours.</summary>
    Clock,
}
