namespace OnboardingFlow.Core.Intake;

/// <summary>Makes an onboarding of a message from the request queue, or says what else is to become of it. The same on both hosts.</summary>
public interface IQueueIntake
{
    /// <summary>Handles one message. Safe to repeat: the queue may give out a message more than once.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancelled when the host must stop now; the message is then given out again later.</param>
    /// <returns>What to do with the message. When it is <see cref="IntakeDecision.Delete"/>, whatever the message asked for is durable already.</returns>
    Task<IntakeDecision> HandleAsync(QueueMessage message, CancellationToken cancellationToken);
}
