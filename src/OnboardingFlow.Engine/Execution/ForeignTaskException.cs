namespace OnboardingFlow.Engine.Execution;

/// <summary>The orchestration's context was used outside of its turn.</summary>
internal sealed class ForeignTaskException() : InvalidOperationException(Text)
{
    public const string Text =
        "The orchestration awaited a task that isn't from its context, or used ConfigureAwait(false) or a thread of its own. "
        + "Move I/O into an activity and waiting into a durable timer, then rewind.";
}
