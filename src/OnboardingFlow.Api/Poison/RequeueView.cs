namespace OnboardingFlow.Api.Poison;

/// <summary>A message was put on the request queue again.</summary>
/// <param name="MessageId">Its id, which stays the request id.</param>
public sealed record RequeueView(string MessageId);
