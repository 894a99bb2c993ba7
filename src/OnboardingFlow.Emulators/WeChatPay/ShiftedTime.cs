namespace OnboardingFlow.Emulators.WeChatPay;

/// <summary>WeChat Pay's clock, which may be set off from this machine's to play a clock that is wrong. Waits take as long as ever.</summary>
internal sealed class ShiftedTime(TimeProvider time, WeChatPaySettings settings) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + settings.ClockOffset;
}
