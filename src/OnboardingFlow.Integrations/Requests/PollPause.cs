namespace OnboardingFlow.Integrations.Requests;

/// <summary>The pause before the next look at the queue: none while it gives full batches, short while messages come, doubling up to a bound when they don't.</summary>
internal sealed class PollPause(TimeSpan min, TimeSpan max)
{
    private TimeSpan _last;

    public TimeSpan After(int received, int asked)
    {
        if (received > 0)
        {
            _last = TimeSpan.Zero;
            return received == asked ? TimeSpan.Zero : min;
        }

        var doubled = _last * 2;
        _last = doubled < min ? min : doubled < max ? doubled : max;
        return _last;
    }
}
