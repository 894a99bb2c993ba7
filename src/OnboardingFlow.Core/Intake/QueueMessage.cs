namespace OnboardingFlow.Core.Intake;

/// <summary>A message as the request queue gave it out.</summary>
/// <param name="MessageId">The queue's id of this very message; a retried copy has another one than the message it was made of.</param>
/// <param name="Body">The message's text as UTF-8, not decoded: whether it is plain or Base64 is for the intake to tell.</param>
/// <param name="InsertedOn">When it was put on the queue.</param>
/// <param name="DequeueCount">How often it was given out, this time included.</param>
public sealed record QueueMessage(string MessageId, ReadOnlyMemory<byte> Body, DateTimeOffset InsertedOn, int DequeueCount);
