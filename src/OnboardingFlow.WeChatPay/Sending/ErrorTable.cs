using System.Collections.Frozen;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>
/// What each documented error of WeChat Pay means. A code that is listed counts before the status. A code that isn't listed is a business refusal when the
/// status is 4xx, unless the status itself says that it passes, is about our signature, or that nothing is there. Any other status may have had its effect.
/// </summary>
/// <remarks>
/// Source: the error tables of APIv3's common rules and of its offline-face pages; FREQUENCY_LIMIT_EXCEED as the merchant docs spell it. WeChat Pay answers
/// refusals of business with 400 and with 403, so 403 is a fault of configuration only as NO_AUTH or without a code.
/// </remarks>
internal static class ErrorTable
{
    /// <summary>Meaning by WeChat Pay's code.</summary>
    public static FrozenDictionary<string, ErrorClass> ByCode { get; } = new Dictionary<string, ErrorClass>(StringComparer.Ordinal)
    {
        ["ALREADY_EXISTS"] = ErrorClass.BusinessRefusal,
        ["APPID_MCHID_NOT_MATCH"] = ErrorClass.ConfigurationFault,
        ["FREQUENCY_LIMITED"] = ErrorClass.Retry,
        ["FREQUENCY_LIMIT_EXCEED"] = ErrorClass.Retry,
        ["INVALID_REQUEST"] = ErrorClass.BusinessRefusal,
        ["MCH_NOT_EXISTS"] = ErrorClass.ConfigurationFault,
        ["NO_AUTH"] = ErrorClass.ConfigurationFault,
        ["PARAM_ERROR"] = ErrorClass.BusinessRefusal,
        ["RATELIMIT_EXCEEDED"] = ErrorClass.Retry,
        ["RESOURCE_NOT_EXISTS"] = ErrorClass.NotFound,
        ["SIGN_ERROR"] = ErrorClass.ConfigurationFault,
        ["SYSTEM_ERROR"] = ErrorClass.AskFirst,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Meaning by HTTP status, for codes that aren't listed; 403 for answers without a code.</summary>
    public static FrozenDictionary<int, ErrorClass> ByStatus { get; } = new Dictionary<int, ErrorClass>
    {
        [401] = ErrorClass.ConfigurationFault,
        [403] = ErrorClass.ConfigurationFault,
        [404] = ErrorClass.NotFound,
        [408] = ErrorClass.AskFirst,
        [429] = ErrorClass.Retry,
        [500] = ErrorClass.AskFirst,
        [502] = ErrorClass.AskFirst,
        [503] = ErrorClass.AskFirst,
        [504] = ErrorClass.AskFirst,
    }.ToFrozenDictionary();

    /// <summary>What an error answer means.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">WeChat Pay's code; null when the answer has none.</param>
    public static ErrorClass Classify(int status, string? code)
    {
        if (code is not null && ByCode.TryGetValue(code, out var byCode))
        {
            return byCode;
        }

        if (ByStatus.TryGetValue(status, out var byStatus) && (code is null || status != 403))
        {
            return byStatus;
        }

        return status is >= 400 and < 500 ? ErrorClass.BusinessRefusal : ErrorClass.AskFirst;
    }
}
