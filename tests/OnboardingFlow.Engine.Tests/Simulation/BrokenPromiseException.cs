namespace OnboardingFlow.Engine.Tests.Simulation;

internal sealed class BrokenPromiseException(string promise) : Exception(promise);
