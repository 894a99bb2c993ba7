namespace OnboardingFlow.Core.Ports;

/// <summary>
/// The engine takes nothing now: it is stopping, or its store can't be written. Whether the call took effect may be unknown; every call can be repeated.
/// </summary>
public class EngineUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
