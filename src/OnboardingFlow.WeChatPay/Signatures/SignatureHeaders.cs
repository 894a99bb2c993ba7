using System.Net.Http.Headers;

namespace OnboardingFlow.WeChatPay.Signatures;

/// <summary>The four headers that carry WeChat Pay's signature.</summary>
internal readonly record struct SignatureHeaders(string Timestamp, string Nonce, string Signature, string Serial)
{
    public const string TimestampName = "Wechatpay-Timestamp";
    public const string NonceName = "Wechatpay-Nonce";
    public const string SignatureName = "Wechatpay-Signature";
    public const string SerialName = "Wechatpay-Serial";

    // Far above what WeChat Pay sends (an RSA 4096 signature has 684 characters), far below what would cost anything.
    private const int MaxLength = 1024;

    /// <summary>Reads the headers of an answer.</summary>
    public static SignatureFault? TryRead(HttpResponseHeaders headers, out SignatureHeaders read)
    {
        var raw = headers.NonValidated;
        read = default;
        SignatureFault? fault = null;
        var timestamp = One(raw, TimestampName, ref fault);
        var nonce = One(raw, NonceName, ref fault);
        var signature = One(raw, SignatureName, ref fault);
        var serial = One(raw, SerialName, ref fault);
        read = new SignatureHeaders(timestamp, nonce, signature, serial);
        return fault;
    }

    /// <summary>Reads the headers of a notification.</summary>
    public static SignatureFault? TryRead(Func<string, IReadOnlyList<string>> headers, out SignatureHeaders read)
    {
        SignatureFault? fault = null;
        var timestamp = One(headers(TimestampName), ref fault);
        var nonce = One(headers(NonceName), ref fault);
        var signature = One(headers(SignatureName), ref fault);
        var serial = One(headers(SerialName), ref fault);
        read = new SignatureHeaders(timestamp, nonce, signature, serial);
        return fault;
    }

    private static string One(HttpHeadersNonValidated raw, string name, ref SignatureFault? fault)
    {
        if (!raw.TryGetValues(name, out var values))
        {
            fault ??= SignatureFault.Missing;
            return "";
        }

        return values.Count == 1 ? Bounded(values.ToString(), ref fault) : Duplicate(ref fault);
    }

    private static string One(IReadOnlyList<string> values, ref SignatureFault? fault)
    {
        if (values.Count == 0)
        {
            fault ??= SignatureFault.Missing;
            return "";
        }

        return values.Count == 1 ? Bounded(values[0], ref fault) : Duplicate(ref fault);
    }

    private static string Bounded(string? value, ref SignatureFault? fault)
    {
        if (string.IsNullOrEmpty(value))
        {
            fault ??= SignatureFault.Missing;
            return "";
        }

        if (value.Length > MaxLength)
        {
            fault ??= SignatureFault.Malformed;
            return "";
        }

        return value;
    }

    private static string Duplicate(ref SignatureFault? fault)
    {
        fault = SignatureFault.Duplicate;
        return "";
    }
}
