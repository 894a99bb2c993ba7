using OnboardingFlow.WeChatPay.Certificates;
using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>Where WeChat Pay's keys are looked up: the configured ones, then downloaded certificates.</summary>
internal sealed class PlatformKeyRing(LiveSettings settings, DownloadedCertificates downloaded, TimeProvider time)
{
    /// <summary>The key of a serial, or null when none is trusted. A certificate's serial that isn't known is looked for in a download, at most once a minute.</summary>
    public async ValueTask<PlatformKey?> FindAsync(string serial, CancellationToken cancellationToken)
    {
        RefreshWhenStale();
        if (Known(serial) is { } key)
        {
            return key;
        }

        // A public key's id (PUB_KEY_ID_…) is nothing that a download of certificates could bring.
        if (!serial.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        await downloaded.RefreshAsync(Known, cancellationToken).ConfigureAwait(false);
        return Known(serial);
    }

    /// <summary>The key that encrypts the sensitive fields of a call: a configured public key, else the certificate that ends last; null when there is none.</summary>
    public async ValueTask<PlatformKey?> EncryptingAsync(CancellationToken cancellationToken)
    {
        RefreshWhenStale();
        if (Encrypting() is { } key)
        {
            return key;
        }

        await downloaded.RefreshAsync(Known, cancellationToken).ConfigureAwait(false);
        return Encrypting();
    }

    /// <summary>The same without waiting: null while certificates have still to be downloaded, which this begins.</summary>
    public PlatformKey? EncryptingNow()
    {
        RefreshWhenStale();
        return Encrypting();
    }

    /// <summary>Downloads certificates when they are in use and 12 hours old, and waits for it. A download that fails is logged and changes nothing.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        IsStale ? downloaded.RefreshAsync(Known, cancellationToken) : Task.CompletedTask;

    private bool IsStale => !settings.Current.PlatformKeys.HasPublicKey && downloaded.IsStale;

    private PlatformKey? Known(string serial)
    {
        var now = time.GetUtcNow();
        return settings.Current.PlatformKeys.Find(serial, now) ?? downloaded.Keys.Find(serial, now);
    }

    private PlatformKey? Encrypting()
    {
        var now = time.GetUtcNow();
        var configured = settings.Current.PlatformKeys.Encrypting(now);
        var other = downloaded.Keys.Encrypting(now);
        return configured is null || (!configured.IsPublicKey && other?.EndsAt > configured.EndsAt) ? other : configured;
    }

    // Nobody waits for it. Who has a public key needs certificates only when one shows up.
    private void RefreshWhenStale()
    {
        if (IsStale)
        {
            _ = downloaded.RefreshAsync(Known, CancellationToken.None);
        }
    }
}
