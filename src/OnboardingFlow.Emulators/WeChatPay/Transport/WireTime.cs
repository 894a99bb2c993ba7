using System.Globalization;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>Times as WeChat Pay writes them: RFC 3339 in China's time zone.</summary>
internal static class WireTime
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal static string Format(DateTimeOffset time) => time.ToOffset(China).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
