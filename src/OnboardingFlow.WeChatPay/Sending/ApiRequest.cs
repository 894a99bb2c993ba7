using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>One call of APIv3, not yet signed.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">Path and query, escaped, as they go over the wire.</param>
/// <param name="Body">JSON in UTF-8; empty for none.</param>
/// <param name="Effect">What repeating it would do.</param>
/// <param name="SigningClass">For whom it is signed.</param>
internal sealed record ApiRequest(HttpMethod Method, string PathAndQuery, ReadOnlyMemory<byte> Body, Effect Effect, SigningClass SigningClass)
{
    /// <summary>Serial of the key that encrypted fields of the body; null when nothing was encrypted.</summary>
    public string? EncryptedWith { get; init; }

    /// <summary>How its answer is verified; null for the usual way, with the keys that are trusted. Only the download of those keys needs another.</summary>
    public AnswerVerification? VerifyWith { get; init; }
}
