namespace OnboardingFlow.Emulators.Control;

/// <summary>The faults of a call that need no answer of its own: they wait, or cut the connection before the effect.</summary>
internal static class FaultTiming
{
    /// <returns>False when the connection is to be cut.</returns>
    internal static async ValueTask<bool> PassesAsync(Fault? fault, TimeProvider time, CancellationToken aborted)
    {
        switch (fault?.Action)
        {
            case FaultActions.Delay:
                await Task.Delay(fault.Delay, time, aborted);
                return true;
            case FaultActions.DropBefore:
                return false;
            case FaultActions.Never:
                await Task.Delay(Timeout.InfiniteTimeSpan, aborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return false;
            default:
                return true;
        }
    }
}
