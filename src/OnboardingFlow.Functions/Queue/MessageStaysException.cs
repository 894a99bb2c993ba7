namespace OnboardingFlow.Functions.Queue;

/// <summary>Tells the platform to keep a message: it is given out again after its visibility timeout.</summary>
/// <param name="messageId">The queue's id of the message.</param>
/// <param name="why">Why nothing could be done; free of personal data.</param>
public sealed class MessageStaysException(string messageId, string why) : Exception($"Message {messageId} stays on the queue: {why}");
