namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>A merchant as the control API takes it. For a known one, what is left out stays.</summary>
internal sealed record MerchantBody(string? CertificateSerial = null, string? PublicKeyPem = null, string? ApiV3Key = null, string? NotifyUrl = null, string? Appid = null);
