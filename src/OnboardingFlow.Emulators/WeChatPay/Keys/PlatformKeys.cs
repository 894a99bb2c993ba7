using System.Security.Cryptography;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.WeChatPay.Keys;

/// <summary>WeChat Pay's keys: one public-key pair and one platform certificate, as in the middle of a migration.</summary>
internal sealed class PlatformKeys
{
    /// <summary>Names of the two among a first start's keys.</summary>
    internal const string PublicKeyName = "wechatpay-public-key";

    internal const string CertificateName = "wechatpay-certificate";

    private const string Kind = "platform-key";

    private static readonly Lazy<PlatformKey> LazyUnknown = new(() => NewPublicKey(RsaPool.Generate(), DateTimeOffset.UnixEpoch));

    private readonly Dictionary<string, PlatformKey> _bySerial;

    private PlatformKeys(IEnumerable<PlatformKey> keys)
    {
        _bySerial = keys.ToDictionary(k => k.Serial, StringComparer.Ordinal);
        PublicKey = _bySerial.Values.First(k => k.Public.Kind == SigningKeyKind.PublicKey);
        Certificate = _bySerial.Values.First(k => k.Public.Kind == SigningKeyKind.Certificate);
    }

    internal PlatformKey PublicKey { get; }

    internal PlatformKey Certificate { get; }

    internal IReadOnlyList<VerificationKey> All => [PublicKey.Public, Certificate.Public];

    internal PlatformKey this[SigningKeyKind kind] => kind == SigningKeyKind.PublicKey ? PublicKey : Certificate;

    internal PlatformKey? Find(string serial) => _bySerial.GetValueOrDefault(serial);

    /// <summary>A key that nobody knows, for the faults.</summary>
    internal static PlatformKey Unknown => LazyUnknown.Value;

    internal static PlatformKeys LoadOrCreate(StateJournal journal, StartKeys made, DateTimeOffset now)
    {
        var kept = journal.Loaded(Kind, StateJson.Default.PlatformKeyRecord)
            .Select(r => new PlatformKey(r.Value.Public, RsaPool.FromPkcs8(r.Value.Pkcs8), r.Value.NotBefore, r.Value.NotAfter)).ToList();
        if (kept.Count > 0)
        {
            return new PlatformKeys(kept);
        }

        PlatformKey[] keys = [NewPublicKey(made[PublicKeyName], now), NewCertificate(made[CertificateName], now)];
        foreach (var key in keys)
        {
            journal.Put(Kind, key.Serial, new PlatformKeyRecord(key.Public, key.Private.ToPkcs8(), key.NotBefore, key.NotAfter), StateJson.Default.PlatformKeyRecord);
        }

        return new PlatformKeys(keys);
    }

    private static PlatformKey NewPublicKey(RsaPool key, DateTimeOffset now)
    {
        var serial = "PUB_KEY_ID_01" + RandomNumberGenerator.GetString("0123456789", 32);
        return new PlatformKey(new VerificationKey(serial, SigningKeyKind.PublicKey, key.ToPublicPem()), key, now, DateTimeOffset.MaxValue);
    }

    private static PlatformKey NewCertificate(RsaPool key, DateTimeOffset now)
    {
        using var certificate = key.Use(rsa => Certificates.CreatePlatform(rsa, now));
        return new PlatformKey(
            new VerificationKey(certificate.SerialNumber, SigningKeyKind.Certificate, certificate.ExportCertificatePem()),
            key,
            certificate.NotBefore.ToUniversalTime(),
            certificate.NotAfter.ToUniversalTime());
    }
}
