namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>Where to repay, until when.</summary>
internal sealed record RepaymentAnswer(string RepaymentUrl, string ExpireAt);
