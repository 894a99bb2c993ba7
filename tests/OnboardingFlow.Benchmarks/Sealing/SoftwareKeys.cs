using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Benchmarks.Sealing;

/// <summary>A vault that only wraps. Asking it for a private-key operation means that a measure isn't of what it says.</summary>
internal sealed class SoftwareKeys : IKeys, IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public Task<WrappedKey> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) =>
        Task.FromResult(new WrappedKey("1", _rsa.Encrypt(dataKey.Span, RSAEncryptionPadding.OaepSHA256)));

    public Task<byte[]> SignAsync(KeyReference key, ReadOnlyMemory<byte> sha256Digest, SigningClass signingClass, CancellationToken cancellationToken) => throw Unmeant();

    public Task<byte[]> UnwrapAsync(string keyName, WrappedKey wrapped, CancellationToken cancellationToken) => throw Unmeant();

    public Task<byte[]> DecryptAsync(KeyReference key, ReadOnlyMemory<byte> ciphertext, SigningClass signingClass, CancellationToken cancellationToken) => throw Unmeant();

    public void Dispose() => _rsa.Dispose();

    private static InvalidOperationException Unmeant() => new("A private-key operation in a measure that should need none.");
}
