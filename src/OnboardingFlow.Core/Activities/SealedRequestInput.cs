namespace OnboardingFlow.Core.Activities;

/// <summary>Input of an activity that needs the request in clear: it opens it itself.</summary>
/// <param name="SealedRequest">The envelope.</param>
public sealed record SealedRequestInput(string SealedRequest);
