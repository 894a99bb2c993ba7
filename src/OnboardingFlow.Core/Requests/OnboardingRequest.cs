namespace OnboardingFlow.Core.Requests;

/// <summary>What a sender asks for, whichever of the three forms it came in.</summary>
/// <param name="Presign">WeChat Pay's presign body.</param>
/// <param name="Options">What the sender wants besides.</param>
public sealed record OnboardingRequest(PresignBody Presign, OnboardingOptions Options);
