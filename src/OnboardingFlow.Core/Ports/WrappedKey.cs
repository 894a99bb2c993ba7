namespace OnboardingFlow.Core.Ports;

/// <summary>A data key, wrapped.</summary>
/// <param name="KeyVersion">Version of the Key Vault key that can unwrap it.</param>
/// <param name="Bytes">RSA-OAEP-256 ciphertext.</param>
public sealed record WrappedKey(string KeyVersion, ReadOnlyMemory<byte> Bytes);
