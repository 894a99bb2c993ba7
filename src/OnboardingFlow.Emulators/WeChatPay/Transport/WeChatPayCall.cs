using System.Text.Json;
using OnboardingFlow.Emulators.WeChatPay.Keys;
using OnboardingFlow.Emulators.WeChatPay.Merchants;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>A call whose signature held.</summary>
internal sealed class WeChatPayCall(HttpContext http, byte[] body, Merchant merchant, MerchantCertificate certificate, PlatformKeys keys)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    internal Merchant Merchant => merchant;

    /// <summary>The certificate that the call was signed with; answers are encrypted to it.</summary>
    internal MerchantCertificate Certificate => certificate;

    internal string? WechatpaySerial { get; } = http.Request.Headers["Wechatpay-Serial"].ToString() is { Length: > 0 } serial ? serial : null;

    internal SensitiveReader Sensitive => field ??= new SensitiveReader(keys, WechatpaySerial);

    /// <summary>A part of the path, decoded.</summary>
    internal string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>A parameter of the query; null when missing or empty.</summary>
    internal string? Query(string name) => http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>The body's fields.</summary>
    /// <exception cref="Refusal">PARAM_ERROR: no JSON object.</exception>
    internal BodyFields Body()
    {
        try
        {
            var root = JsonDocument.Parse(body, Strict).RootElement;
            return root.ValueKind == JsonValueKind.Object ? new BodyFields(root, "", Sensitive) : throw Refusal.Parameter("/", "the body must be a JSON object");
        }
        catch (JsonException)
        {
            throw Refusal.Parameter("/", "the body must be JSON without duplicate keys");
        }
    }

    /// <exception cref="Refusal">PARAM_ERROR.</exception>
    internal void RequireEmptyBody()
    {
        if (body.Length > 0)
        {
            throw Refusal.Parameter("/", "this call has no body");
        }
    }
}
