namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>A presign token.</summary>
internal sealed record PresignAnswer(string PresignToken);
