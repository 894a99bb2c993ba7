namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>The five fields of <c>WECHATPAY2-SHA256-RSA2048 mchid="…",nonce_str="…",signature="…",timestamp="…",serial_no="…"</c>, in any order.</summary>
internal sealed record AuthorizationHeader(string MchId, string Nonce, string Signature, string Timestamp, string Serial)
{
    internal const string Scheme = "WECHATPAY2-SHA256-RSA2048";

    private const int MaxLength = 4096;

    /// <exception cref="Refusal">401 SIGN_ERROR with what is wrong.</exception>
    internal static AuthorizationHeader Parse(string header)
    {
        if (header.Length == 0)
        {
            throw Refusal.Signature("the Authorization header is missing");
        }

        if (header.Length > MaxLength || !header.StartsWith(Scheme + " ", StringComparison.Ordinal))
        {
            throw Refusal.Signature($"the Authorization header must be '{Scheme} …'");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[(Scheme.Length + 1)..].Split(','))
        {
            var pair = part.Trim();
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || pair.Length < equals + 3 || pair[equals + 1] != '"' || pair[^1] != '"')
            {
                throw Refusal.Signature("the Authorization header's fields must be name=\"value\", separated by commas");
            }

            if (!fields.TryAdd(pair[..equals], pair[(equals + 2)..^1]))
            {
                throw Refusal.Signature($"the Authorization header has {pair[..equals]} twice");
            }
        }

        return new AuthorizationHeader(Field("mchid"), Field("nonce_str"), Field("signature"), Field("timestamp"), Field("serial_no"));

        string Field(string name) => fields.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw Refusal.Signature($"the Authorization header has no {name}");
    }
}
