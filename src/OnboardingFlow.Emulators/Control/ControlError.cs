namespace OnboardingFlow.Emulators.Control;

/// <summary>The control API's answer to what it can't do.</summary>
internal sealed record ControlError(string Code, string Message);
