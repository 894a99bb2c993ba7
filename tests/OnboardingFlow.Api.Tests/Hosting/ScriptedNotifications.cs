using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>Reads every notification as the test says, and keeps what it was given.</summary>
internal sealed class ScriptedNotifications : INotificationReader
{
    public Func<NotificationReading> Reading { get; set; } = () => new NotificationReading(NotificationKind.Unauthentic, "no signature");

    public byte[] LastBody { get; private set; } = [];

    public IReadOnlyList<string> LastSerials { get; private set; } = [];

    public Task<NotificationReading> ReadAsync(Func<string, IReadOnlyList<string>> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        LastBody = body.ToArray();
        LastSerials = headers("wechatpay-serial");
        return Task.FromResult(Reading());
    }
}
