using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>An orchestration given as a function.</summary>
internal sealed class CodeOrchestration(Func<IOrchestrationContext, string?, Task<string?>> code) : IOrchestration
{
    public Task<string?> RunAsync(IOrchestrationContext context, string? input) => code(context, input);
}
