using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>One of the two APIv3 hosts and whether its circuit is open.</summary>
/// <param name="name">Name of its HTTP client.</param>
/// <param name="address">Its address in the settings.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiHost(string name, Func<WeChatPaySettings, Uri> address, TimeProvider time)
{
    private long _outUntil = long.MinValue;

    public string Name { get; } = name;

    /// <summary>Whether nothing may be sent to it now. After the break the next call tries it again.</summary>
    public bool IsOut => time.GetUtcNow().UtcTicks < Volatile.Read(ref _outUntil);

    public Uri Address(WeChatPaySettings settings) => address(settings);

    /// <summary>Takes it out of service for a while.</summary>
    public void TakeOut(TimeSpan duration) => Volatile.Write(ref _outUntil, (time.GetUtcNow() + duration).UtcTicks);

    /// <summary>It answers again.</summary>
    public void PutBack() => Volatile.Write(ref _outUntil, long.MinValue);
}
