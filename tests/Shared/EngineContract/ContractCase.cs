namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>One thing that Core expects of an engine.</summary>
/// <param name="Name">The promise.</param>
/// <param name="Define">Registers what the case needs, and gives what is then done with the running engine.</param>
internal sealed record ContractCase(string Name, Func<ContractRegistry, Func<ContractRun, Task>> Define);
