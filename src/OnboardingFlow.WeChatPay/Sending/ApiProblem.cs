namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>WeChat Pay's error, without anything of the request.</summary>
/// <param name="Class">What it means for the caller.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">WeChat Pay's code, or <c>HTTP_</c> and the status when the answer has none.</param>
/// <param name="Message">WeChat Pay's text, masked.</param>
/// <param name="RequestId">WeChat Pay's id of the call.</param>
internal sealed record ApiProblem(ErrorClass Class, int Status, string Code, string Message, string? RequestId)
{
    /// <summary>In words, for errors and logs.</summary>
    public string Describe() => $"WeChat Pay answered {Status} {Code}: {Message} (Request-ID {RequestId ?? "none"})";
}
