namespace OnboardingFlow.Integrations.Events;

/// <summary>A sender's address leads to where it must not.</summary>
internal sealed class ForbiddenAddressException(string message) : Exception(message);
