using Microsoft.Extensions.Time.Testing;

namespace OnboardingFlow.Engine.Tests.Support;

/// <summary>Drives an engine's clock.</summary>
internal static class VirtualTime
{
    /// <summary>Lets time pass, stopping at each timer of the engine on the way, and waits until all that it set off is done.</summary>
    public static async Task PassAsync(this DurableEngine engine, FakeTimeProvider clock, TimeSpan time, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow() + time;
        await engine.WaitUntilIdleAsync(cancellationToken);
        while (engine.NextTimerDue is { } due && due <= end)
        {
            clock.Advance(due - clock.GetUtcNow());
            await engine.WaitUntilIdleAsync(cancellationToken);
        }

        clock.Advance(end - clock.GetUtcNow());
        await engine.WaitUntilIdleAsync(cancellationToken);
    }
}
