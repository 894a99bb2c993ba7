using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>Whether there are keys for today: settings are checked at the start, but certificates begin and end.</summary>
public sealed class KeyReadiness
{
    private readonly LiveSettings _settings;
    private readonly TimeProvider _time;

    internal KeyReadiness(LiveSettings settings, TimeProvider time) => (_settings, _time) = (settings, time);

    /// <summary>What is missing, or null.</summary>
    public string? Problem
    {
        get
        {
            var (settings, now) = (_settings.Current, _time.GetUtcNow());
            return settings.MerchantKeys.At(now) is null ? "no entry of WeChatPay:MerchantKeys has begun"
                : settings.PlatformKeys.Encrypting(now) is null ? "every certificate in WeChatPay:PublicKeys has ended"
                : null;
        }
    }
}
