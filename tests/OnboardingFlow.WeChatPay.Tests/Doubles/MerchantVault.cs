using System.Collections.Concurrent;
using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.WeChatPay.Tests.Doubles;

/// <summary>A vault in memory with real RSA keys, one for each version that was asked for.</summary>
internal sealed class MerchantVault : IKeys, ISecrets
{
    public const string DefaultApiV3Key = "0123456789abcdef0123456789ABCDEF";

    private readonly ConcurrentDictionary<string, RSA> _versions = new();

    public ConcurrentQueue<(KeyReference Key, SigningClass Class)> Signings { get; } = new();

    public IReadOnlyList<Sensitive> ApiV3Keys { get; set; } = [new(DefaultApiV3Key)];

    public Func<CancellationToken, Task> BeforeSigning { get; set; } = _ => Task.CompletedTask;

    public RSA Key(string version) => _versions.GetOrAdd(version, _ => RSA.Create(2048));

    public async Task<byte[]> SignAsync(KeyReference key, ReadOnlyMemory<byte> sha256Digest, SigningClass signingClass, CancellationToken cancellationToken)
    {
        await BeforeSigning(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Signings.Enqueue((key, signingClass));
        return Key(key.Version).SignHash(sha256Digest.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public Task<IReadOnlyList<Sensitive>> GetAsync(string name, CancellationToken cancellationToken) =>
        name == new KeyNames().ApiV3KeySecret ? Task.FromResult(ApiV3Keys) : throw new ActivityException(ErrorTypes.Configuration, $"no secret {name}");

    public Task<WrappedKey> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]> UnwrapAsync(string keyName, WrappedKey wrapped, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]> DecryptAsync(KeyReference key, ReadOnlyMemory<byte> ciphertext, SigningClass signingClass, CancellationToken cancellationToken) =>
        Task.FromResult(Key(key.Version).Decrypt(ciphertext.Span, RSAEncryptionPadding.OaepSHA1));
}
