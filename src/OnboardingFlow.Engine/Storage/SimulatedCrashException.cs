namespace OnboardingFlow.Engine.Storage;

/// <summary>Thrown by a test's commit hook: the writer stops as if the process had died.</summary>
internal sealed class SimulatedCrashException() : Exception("A test ended the engine here.");
