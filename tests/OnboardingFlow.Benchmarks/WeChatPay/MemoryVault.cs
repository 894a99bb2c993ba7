using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>A vault in memory: what it costs is the bare primitive, which the baseline does too.</summary>
internal sealed class MemoryVault(string apiV3Key) : IKeys, ISecrets, IDisposable
{
    private readonly IReadOnlyList<Sensitive> _apiV3Keys = [new(apiV3Key)];

    public RSA Key { get; } = RSA.Create(2048);

    public Task<byte[]> SignAsync(KeyReference key, ReadOnlyMemory<byte> sha256Digest, SigningClass signingClass, CancellationToken cancellationToken) =>
        Task.FromResult(Key.SignHash(sha256Digest.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public Task<IReadOnlyList<Sensitive>> GetAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_apiV3Keys);

    public Task<WrappedKey> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => throw Unmeant();

    public Task<byte[]> UnwrapAsync(string keyName, WrappedKey wrapped, CancellationToken cancellationToken) => throw Unmeant();

    public Task<byte[]> DecryptAsync(KeyReference key, ReadOnlyMemory<byte> ciphertext, SigningClass signingClass, CancellationToken cancellationToken) => throw Unmeant();

    public void Dispose() => Key.Dispose();

    private static InvalidOperationException Unmeant() => new("An operation in a measure that should need none of its kind.");
}
