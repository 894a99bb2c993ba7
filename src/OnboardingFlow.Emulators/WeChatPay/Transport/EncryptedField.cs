namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>A field that came encrypted; its value only as SHA-256 of the UTF-8 text, in lower-case hex.</summary>
internal sealed record EncryptedField(string Path, string Sha256);
