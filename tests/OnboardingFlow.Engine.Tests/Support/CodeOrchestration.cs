using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Tests.Support;

/// <summary>An orchestration given as a function.</summary>
internal sealed class CodeOrchestration(Func<IOrchestrationContext, string?, Task<string?>> code) : IOrchestration
{
    public Task<string?> RunAsync(IOrchestrationContext context, string? input) => code(context, input);
}
