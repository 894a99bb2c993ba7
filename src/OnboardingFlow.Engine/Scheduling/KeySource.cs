namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Gives out keys for new instances. Only the loop makes instances, so they need not come from the file.</summary>
internal sealed class KeySource(long last)
{
    private long _last = last;

    public long Next() => ++_last;
}
