using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace OnboardingFlow.KeyVault.Tests.Support;

/// <summary>Answers of a vault.</summary>
internal static class Answers
{
    public const string Challenge = "Bearer authorization=\"https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555\", resource=\"https://vault.azure.net\"";

    public static Task Json(this HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }

    public static Task Error(this HttpContext context, int status, string code, string? inner = null)
    {
        context.Response.Headers["x-ms-request-id"] = "request-17";
        var innerError = inner is null ? "" : ",\"innererror\":{\"code\":\"" + inner + "\"}";
        return context.Json("{\"error\":{\"code\":\"" + code + "\",\"message\":\"Caller oid=planted-caller\"" + innerError + "}}", status);
    }

    public static Task Throttle(this HttpContext context, int? retryAfterSeconds)
    {
        if (retryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return context.Error(429, "Throttled");
    }

    public static Task Key(this HttpContext context, RSA key, string name, string version, bool enabled = true)
    {
        var parameters = key.ExportParameters(false);
        return context.Json(
            "{\"key\":{\"kid\":\"https://localhost/keys/" + name + "/" + version + "\",\"kty\":\"RSA\",\"n\":\"" + Base64Url.EncodeToString(parameters.Modulus)
            + "\",\"e\":\"" + Base64Url.EncodeToString(parameters.Exponent) + "\"},\"attributes\":{\"enabled\":" + (enabled ? "true" : "false") + "}}");
    }

    public static Task Value(this HttpContext context, ReadOnlySpan<byte> value) =>
        context.Json("{\"kid\":\"https://localhost/keys/k/v1\",\"value\":\"" + Base64Url.EncodeToString(value) + "\"}");
}
