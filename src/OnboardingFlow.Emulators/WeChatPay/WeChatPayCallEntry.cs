using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay;

/// <summary>A call seen, for the control API. No sensitive value is in it.</summary>
/// <param name="Number">From 1, without gaps, in the order of ending.</param>
/// <param name="Time">When it arrived.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query as on the wire.</param>
/// <param name="Operation">Kind of call, as in a fault's <c>on</c>.</param>
/// <param name="Mchid">Who said to be calling.</param>
/// <param name="Serial">The merchant's certificate named in Authorization.</param>
/// <param name="WechatpaySerial">WeChat Pay's key named in the request's header.</param>
/// <param name="SignatureOk">Whether every check of the Authorization header held.</param>
/// <param name="EncryptedFields">The fields that came encrypted and could be decrypted.</param>
/// <param name="Status">The answer's status; 0 when the connection was cut.</param>
/// <param name="Code">The error code of the answer.</param>
/// <param name="Fault">The fault's action that was applied.</param>
/// <param name="DurationMs">From arrival to the answer.</param>
internal sealed record WeChatPayCallEntry(
    long Number,
    DateTimeOffset Time,
    string Method,
    string Path,
    string Operation,
    string? Mchid,
    string? Serial,
    string? WechatpaySerial,
    bool SignatureOk,
    IReadOnlyList<EncryptedField> EncryptedFields,
    int Status,
    string? Code,
    string? Fault,
    double DurationMs);
