using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine;

/// <summary>The engine's file can't be used: owned by another process, damaged, of a newer release, or not writable now. The message says which and what to do.</summary>
public sealed class EngineStorageException(string message, Exception? inner = null) : EngineUnavailableException(message, inner);
