using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>Where WeChat Pay's keys are looked up. Configured ones only, so far; asynchronous because certificates may have to be downloaded.</summary>
internal sealed class PlatformKeyRing(LiveSettings settings, TimeProvider time)
{
    /// <summary>The key of a serial, or null when none is trusted.</summary>
    public ValueTask<PlatformKey?> FindAsync(string serial, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(settings.Current.PlatformKeys.Find(serial, time.GetUtcNow()));
    }

    /// <summary>The key that encrypts sensitive fields: one for a whole call, never mixed. Null when there is none.</summary>
    public PlatformKey? Encrypting() => settings.Current.PlatformKeys.Encrypting(time.GetUtcNow());
}
