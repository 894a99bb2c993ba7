namespace OnboardingFlow.Core.Workflow;

/// <summary>Takes a run out of a step that is parked when the provider cancels. Never leaves the workflow.</summary>
internal sealed class CancelledWhileParkedException() : Exception("The provider cancelled while the run was parked.");
