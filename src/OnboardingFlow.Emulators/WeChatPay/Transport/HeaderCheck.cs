using System.Net.Http.Headers;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>The headers that WeChat Pay wants of every call, looked at before the signature.</summary>
/// <remarks>
/// Source: APIv3's "basic rules": Accept and, with a body, Content-Type must be set to application/json, and a User-Agent must be there. What it answers
/// without Accept or User-Agent is known from many reports (400 INVALID_REQUEST, "Http头缺少Accept或User-Agent"; "*/*" passes); for the Content-Type it is assumed.
/// </remarks>
internal static class HeaderCheck
{
    private const string Json = "application/json";

    /// <exception cref="Refusal">400 INVALID_REQUEST.</exception>
    internal static void Verify(IHeaderDictionary headers, bool hasBody)
    {
        if (headers.UserAgent.Count == 0 || !headers.Accept.SelectMany(a => a?.Split(',') ?? []).Any(IsJsonWanted))
        {
            throw Refusal.Request("Http头缺少Accept或User-Agent");
        }

        if (hasBody && !(headers.ContentType.Count == 1 && MediaTypeHeaderValue.TryParse(headers.ContentType, out var type)
            && type.MediaType == Json && (type.CharSet is null || string.Equals(type.CharSet, "utf-8", StringComparison.OrdinalIgnoreCase))))
        {
            throw Refusal.Request($"Content-Type must be {Json}");
        }
    }

    private static bool IsJsonWanted(string range) => range.Split(';')[0].Trim() is Json or "application/*" or "*/*";
}
