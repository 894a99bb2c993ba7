namespace OnboardingFlow.Emulators.Control;

/// <summary>A body above its limit.</summary>
internal sealed class BodyTooLargeException(int maxBytes) : Exception($"the body is larger than {maxBytes} bytes");
