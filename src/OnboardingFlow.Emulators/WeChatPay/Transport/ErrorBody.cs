namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>WeChat Pay's error body.</summary>
internal sealed record ErrorBody(string Code, string Message, ErrorDetail? Detail);
