using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>Whether there are keys for today: settings are checked at the start, but certificates begin and end.</summary>
public sealed class KeyReadiness
{
    /// <summary>WeChat Pay changes its certificates with a month in which both count: from then on the days are counted.</summary>
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(30);

    private readonly LiveSettings _settings;
    private readonly PlatformKeyRing _ring;
    private readonly TimeProvider _time;

    internal KeyReadiness(LiveSettings settings, PlatformKeyRing ring, TimeProvider time) => (_settings, _ring, _time) = (settings, ring, time);

    /// <summary>What is missing, or null. Asking may begin a download of certificates; it isn't waited for.</summary>
    public string? Problem =>
        _settings.Current.MerchantKeys.At(_time.GetUtcNow()) is null ? "no entry of WeChatPay:MerchantKeys has begun"
        : _ring.EncryptingNow() is null ? "no key in WeChatPay:PublicKeys is in force and no certificate has been downloaded yet"
        : null;

    /// <summary>Version of the Key Vault key that signs now; empty for the newest.</summary>
    public string SigningKeyVersion => _settings.Current.MerchantKeys.At(_time.GetUtcNow())?.KeyVersion ?? "";

    /// <summary>Which keys are in use now: the serial that encrypts and the one that signs. Neither is a secret.</summary>
    public string Detail =>
        $"encrypts with {Describe(_ring.EncryptingNow())}, signs as {_settings.Current.MerchantKeys.At(_time.GetUtcNow())?.Serial ?? "nobody yet"}";

    /// <summary>Downloads WeChat Pay's certificates where they are in use and 12 hours old. A download that fails is logged and changes nothing.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => _ring.RefreshAsync(cancellationToken);

    private string Describe(PlatformKey? key) => key switch
    {
        null => "nothing yet",
        { EndsAt: { } end } => $"certificate {key.Serial} (until {end:yyyy-MM-dd}{DaysLeft(end - _time.GetUtcNow())})",
        _ => $"public key {key.Serial}",
    };

    private static string DaysLeft(TimeSpan left) => left > EndsSoon ? "" : $", {(int)left.TotalDays} days left";
}
