namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>Which field was wrong; its value is left out, it may be personal.</summary>
internal sealed record ErrorDetail(string Field, string Issue, string Location);
