namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>What came back from an echo.</summary>
internal sealed record EchoAnswer(string EchoMessage, string? EncryptedEchoMessage);
