namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>Something encrypted under a merchant's APIv3 key; the last 16 bytes of the decoded ciphertext are the tag.</summary>
internal sealed record EncryptedResource(string Algorithm, string Ciphertext, string Nonce, string AssociatedData, string? OriginalType);
