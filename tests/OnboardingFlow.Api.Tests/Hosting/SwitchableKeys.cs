using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Tests.Sealing;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>A vault that can be put out of reach.</summary>
internal sealed class SwitchableKeys : IKeys
{
    // One key for all hosts: making one takes longer than most tests.
    private static readonly RsaKeys _keys = new();

    public bool OutOfReach { get; set; }

    public static string PublicKeyPem => _keys.PublicKeyPem;

    public Task<byte[]> SignAsync(KeyReference key, ReadOnlyMemory<byte> sha256Digest, SigningClass signingClass, CancellationToken cancellationToken) =>
        Reach().SignAsync(key, sha256Digest, signingClass, cancellationToken);

    public Task<WrappedKey> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) =>
        Reach().WrapAsync(keyName, dataKey, cancellationToken);

    public Task<byte[]> UnwrapAsync(string keyName, WrappedKey wrapped, CancellationToken cancellationToken) =>
        Reach().UnwrapAsync(keyName, wrapped, cancellationToken);

    public Task<byte[]> DecryptAsync(KeyReference key, ReadOnlyMemory<byte> ciphertext, SigningClass signingClass, CancellationToken cancellationToken) =>
        Reach().DecryptAsync(key, ciphertext, signingClass, cancellationToken);

    private RsaKeys Reach() => OutOfReach ? throw new ActivityException(ErrorTypes.Transient, "The vault doesn't answer.") : _keys;
}
