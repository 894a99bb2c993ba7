namespace OnboardingFlow.Emulators.WeChatPay;

/// <summary>What the control API can change while running; each value is read anew by every call.</summary>
internal sealed class WeChatPaySettings(EmulatorOptions options)
{
    private long _tokenLifetimeTicks = options.TokenLifetime.Ticks;
    private long _clockOffsetTicks;
    private volatile SigningKeyBox _signWith = new(options.SignWith);
    private volatile bool _contractIdInNotifications;

    /// <summary>How far WeChat Pay's clock is ahead of this machine's; negative when it is behind.</summary>
    internal TimeSpan ClockOffset
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _clockOffsetTicks));
        set => Volatile.Write(ref _clockOffsetTicks, value.Ticks);
    }

    internal TimeSpan TokenLifetime
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _tokenLifetimeTicks));
        set => Volatile.Write(ref _tokenLifetimeTicks, value.Ticks);
    }

    internal SigningKeyKind SignWith
    {
        get => _signWith.Kind;
        set => _signWith = new SigningKeyBox(value);
    }

    /// <summary>One of the documents has the contract's id in the notification, the others don't.</summary>
    internal bool ContractIdInNotifications
    {
        get => _contractIdInNotifications;
        set => _contractIdInNotifications = value;
    }

    private sealed record SigningKeyBox(SigningKeyKind Kind);
}
