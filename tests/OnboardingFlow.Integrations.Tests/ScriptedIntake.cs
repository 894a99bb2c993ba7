using System.Threading.Channels;
using OnboardingFlow.Core.Intake;

namespace OnboardingFlow.Integrations.Tests;

/// <summary>Decides as the test says; the test sees each message when its handling begins.</summary>
internal sealed class ScriptedIntake : IQueueIntake
{
    private readonly Channel<QueueMessage> _seen = Channel.CreateUnbounded<QueueMessage>();

    public Func<QueueMessage, CancellationToken, Task<IntakeDecision>> Decide { get; set; } =
        (_, _) => Task.FromResult<IntakeDecision>(new IntakeDecision.Delete("done"));

    public async Task<IntakeDecision> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        _seen.Writer.TryWrite(message);
        return await Decide(message, cancellationToken);
    }

    /// <summary>The next message; a test whose message never comes fails rather than hangs.</summary>
    public Task<QueueMessage> NextAsync() =>
        _seen.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
}
