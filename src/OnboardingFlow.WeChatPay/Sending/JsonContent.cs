using System.Net.Http.Headers;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>Whether an answer says that its body is JSON. Only such a body is read.</summary>
/// <remarks>Source: APIv3's "basic rules" (JSON in UTF-8, nothing else); WeChat Pay's own Java SDK refuses a success with a body of any other type.</remarks>
internal static class JsonContent
{
    /// <summary>One <c>Content-Type</c>, <c>application/json</c>, without a charset or in UTF-8.</summary>
    public static bool Is(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Type", out var values) && values.Count == 1
        && MediaTypeHeaderValue.TryParse(values.ToString(), out var type)
        && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || string.Equals(type.CharSet.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));
}
