namespace OnboardingFlow.Engine.Execution;

/// <summary>The orchestration's context was used outside of its turn.</summary>
internal sealed class ForeignTaskException() : InvalidOperationException(Text)
{
    public const string Text =
        "The orchestration awaited a task that isn't from its context, or used ConfigureAwait(false), a thread of its own, or a token cancelled by CancelAsync or CancelAfter. "
        + "Move I/O into an activity and waiting into a durable timer, cancel tokens with Cancel, then rewind.";
}
