using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.KeyVault;
using OnboardingFlow.Emulators.KeyVault.Keys;
using OnboardingFlow.Emulators.Seeding;
using OnboardingFlow.Emulators.Storage;
using OnboardingFlow.Emulators.WeChatPay;
using OnboardingFlow.Emulators.WeChatPay.Keys;
using OnboardingFlow.Emulators.WeChatPay.Merchants;

namespace OnboardingFlow.Emulators;

/// <summary>Both emulators, running in this process. Disposing ends them.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private const string TlsKind = "tls-certificate";

    private readonly DataDirectory _directory;
    private readonly StateJournal _journal;
    private readonly VaultState _vault;
    private readonly WeChatPayState _weChatPay;
    private readonly WebApplication _vaultApp;
    private readonly WebApplication _weChatPayApp;
    private readonly ILoggerFactory _logs;

    private EmulatorHost(EmulatorOptions options, DataDirectory directory, StateJournal journal, ILoggerFactory logs)
    {
        _directory = directory;
        _journal = journal;
        _logs = logs;
        var logger = logs.CreateLogger("OnboardingFlow.Emulators");
        var keys = options.ShareKeysInProcess ? StartKeys.Shared : new StartKeys();
        if (!journal.HasLoaded)
        {
            keys.Prepare(SeededNames.MerchantKey, SeededNames.SealingKey, PlatformKeys.PublicKeyName, PlatformKeys.CertificateName);
        }

        TrustedCertificate = LoadOrCreateTls(journal, options.TimeProvider.GetUtcNow());
        _vault = new VaultState(journal, options.TimeProvider, logger);
        _weChatPay = new WeChatPayState(options, journal, keys, logger);
        Merchant = Seeder.Seed(options, keys, _vault, _weChatPay);
        journal.ForgetLoaded();
        _vaultApp = Listener.Build(options.KeyVaultUrl, TrustedCertificate);
        _weChatPayApp = Listener.Build(options.WeChatPayUrl, null);
        VaultApp.Map(_vaultApp, _vault);
        WeChatPayApp.Map(_weChatPayApp, _weChatPay);
        MapHealth(_vaultApp);
        MapHealth(_weChatPayApp);
    }

    /// <summary>WeChat Pay's base address; its control API is at <c>/_emulator</c> below it.</summary>
    public Uri WeChatPayAddress { get; private set; } = null!;

    /// <summary>The vault's address (https); its control API is at <c>/_emulator</c> below it.</summary>
    public Uri KeyVaultAddress { get; private set; } = null!;

    /// <summary>The one certificate to trust for <see cref="KeyVaultAddress"/>.</summary>
    public X509Certificate2 TrustedCertificate { get; }

    /// <summary>PEM file of <see cref="TrustedCertificate"/>.</summary>
    public string TrustedCertificateFile => _directory.TrustedCertificateFile;

    /// <summary>JSON file with the settings that LocalHost needs to use the emulators.</summary>
    public string LocalHostSettingsFile => _directory.LocalHostSettingsFile;

    /// <summary>The seeded merchant's number.</summary>
    public string MchId => Merchant.MchId;

    /// <summary>The seeded merchant's appid.</summary>
    public string AppId => Merchant.AppId!;

    /// <summary>The seeded merchant's APIv3 key, also the vault's secret <c>wechatpay-apiv3-key</c>.</summary>
    public string ApiV3Key => Merchant.ApiV3Key;

    /// <summary>Serial of the seeded merchant's certificate, whose key is the vault's <c>wechatpay-merchant</c>.</summary>
    public string MerchantSerial => Merchant.Certificates[0].Serial;

    /// <summary>The version of <c>wechatpay-merchant</c> that belongs to <see cref="MerchantSerial"/>; empty when the vault has none such any more.</summary>
    public string MerchantKeyVersion => KeyOf(Merchant.Certificates[0])?.Version ?? "";

    /// <summary>WeChat Pay's keys: the public key and the platform certificate.</summary>
    public IReadOnlyList<VerificationKey> VerificationKeys => _weChatPay.Keys.All;

    private Merchant Merchant { get; }

    /// <summary>Starts both. When it returns, both answer and the files of the data folder are written.</summary>
    /// <param name="options">Settings; <see cref="EmulatorOptions.OnFreePorts"/> for tests.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message has one line each.</exception>
    /// <exception cref="IOException">A port is taken, or the data folder can't be written or is in use.</exception>
    /// <exception cref="InvalidDataException">The data folder's state is damaged.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = OptionsReader.Errors(options);
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }

        var directory = DataDirectory.Open(options.DataDirectory);
        StateJournal? journal = null;
        EmulatorHost? host = null;
        try
        {
            journal = StateJournal.Open(directory.Path);
            File.Delete(directory.AddressFile);
            host = new EmulatorHost(options, directory, journal, LoggerFactory.Create(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)));
            await host.ListenAsync(cancellationToken);
            return host;
        }
        catch when (host is not null)
        {
            await host.DisposeAsync();
            throw;
        }
        catch
        {
            journal?.Dispose();
            directory.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        File.Delete(_directory.AddressFile);
        await _weChatPayApp.DisposeAsync();
        await _vaultApp.DisposeAsync();
        await _weChatPay.DisposeAsync();
        _journal.Dispose();
        _logs.Dispose();
        _directory.Dispose();
        TrustedCertificate.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await _vaultApp.StartAsync(cancellationToken);
        await _weChatPayApp.StartAsync(cancellationToken);
        KeyVaultAddress = Listener.Address(_vaultApp);
        WeChatPayAddress = Listener.Address(_weChatPayApp);
        OwnerOnlyFile.Write(TrustedCertificateFile, System.Text.Encoding.ASCII.GetBytes(TrustedCertificate.ExportCertificatePem() + "\n"));
        OwnerOnlyFile.Write(LocalHostSettingsFile, Settings().ToJson());
        OwnerOnlyFile.Write(_directory.AddressFile, JsonSerializer.SerializeToUtf8Bytes(Health(), ControlJson.Wire.Health));
    }

    private LocalHostSettings Settings() => new(
        new LocalHostSettings.WeChatPaySection(
            WeChatPayAddress,
            WeChatPayAddress,
            MchId,
            AppId,
            [.. from certificate in Merchant.Certificates
                let key = KeyOf(certificate)
                where key is not null
                select new LocalHostSettings.MerchantKey(certificate.Serial, key.Version, DateTimeOffset.FromUnixTimeSeconds(key.Attributes.Created!.Value))],
            [.. VerificationKeys.Select(k => new LocalHostSettings.PublicKey(k.Serial, k.Pem))]),
        new LocalHostSettings.KeyVaultSection(
            KeyVaultAddress,
            SeededNames.MerchantKey,
            SeededNames.SealingKey,
            SeededNames.ApiV3KeySecret,
            SeededNames.FingerprintSecret,
            "none",
            TrustedCertificateFile),
        new LocalHostSettings.WebhookSection(SeededNames.WebhookSecret));

    private VaultKey? KeyOf(MerchantCertificate certificate) =>
        _vault.Keys.All(SeededNames.MerchantKey).LastOrDefault(k => k.Rsa.PublicParameters.Modulus.AsSpan().SequenceEqual(certificate.Key.PublicParameters.Modulus));

    private Health Health() => new(
        "ok", WeChatPayAddress, KeyVaultAddress, TrustedCertificateFile, LocalHostSettingsFile, MchId, AppId, Environment.ProcessId);

    private void MapHealth(WebApplication app) => app.MapMethods("/healthz", ["GET"], (RequestDelegate)(context => context.WriteAsync(Health(), ControlJson.Wire.Health)));

    /// <summary>The certificate outlives a restart together with the state, so that clients that trust it go on.</summary>
    private static X509Certificate2 LoadOrCreateTls(StateJournal journal, DateTimeOffset now)
    {
        var kept = journal.Loaded(TlsKind, StateJson.Default.ByteArray).Select(c => X509CertificateLoader.LoadPkcs12(c.Value, null)).FirstOrDefault();
        if (kept is not null && kept.NotAfter.ToUniversalTime() > now.UtcDateTime)
        {
            return kept;
        }

        kept?.Dispose();
        using var made = Certificates.CreateTls(now);
        var pkcs12 = made.Export(X509ContentType.Pkcs12);
        journal.Put(TlsKind, "current", pkcs12, StateJson.Default.ByteArray);
        return X509CertificateLoader.LoadPkcs12(pkcs12, null);
    }
}
