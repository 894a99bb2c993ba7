using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>
/// A clock that moves only when somebody waits for it: it notes each short timer, so that a test lets exactly that wait pass, however slow the machine is.
/// </summary>
internal sealed class NotedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(500);

    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= _shortest)
        {
            _waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Lets short waits pass, one after the other, until the call is answered.</summary>
    /// <param name="call">The call.</param>
    /// <param name="settle">What must be through before time passes.</param>
    public async Task<T> PassWaitsAsync<T>(Task<T> call, Func<Task> settle)
    {
        while (true)
        {
            await Task.WhenAny(call, _waits.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask());
            if (call.IsCompleted)
            {
                return await call;
            }

            _waits.Reader.TryRead(out _);
            await settle();
            Advance(_shortest);
        }
    }
}
