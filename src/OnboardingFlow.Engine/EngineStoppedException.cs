using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine;

/// <summary>The engine isn't running (not started, stopping, or stopped by a fault). Whether a call under way took effect is unknown: ask, then repeat.</summary>
public sealed class EngineStoppedException(string message) : EngineUnavailableException(message);
