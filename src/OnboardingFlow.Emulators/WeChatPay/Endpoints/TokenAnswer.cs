namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>A web session's token.</summary>
internal sealed record TokenAnswer(string Token);
