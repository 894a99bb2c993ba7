namespace OnboardingFlow.Engine;

/// <summary>A call would pass a written limit of <see cref="EngineOptions"/>; nothing was changed.</summary>
public sealed class EngineLimitException(string message) : Exception(message);
