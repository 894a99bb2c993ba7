namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>The settings of the control API; what is left out stays.</summary>
/// <param name="TokenLifetimeS">Seconds that a presign token lives.</param>
/// <param name="SignWith">Which key signs answers and notifications.</param>
/// <param name="ContractIdInNotifications">Whether a notification names the contract.</param>
/// <param name="ClockOffsetS">Seconds that WeChat Pay's clock is ahead of this machine's.</param>
internal sealed record SettingsBody(
    double? TokenLifetimeS = null, SigningKeyKind? SignWith = null, bool? ContractIdInNotifications = null, double? ClockOffsetS = null)
{
    internal static SettingsBody Of(WeChatPaySettings settings) =>
        new(settings.TokenLifetime.TotalSeconds, settings.SignWith, settings.ContractIdInNotifications, settings.ClockOffset.TotalSeconds);
}
