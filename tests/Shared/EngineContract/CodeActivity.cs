using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>An activity given as a function.</summary>
internal sealed class CodeActivity(Func<ActivityContext, string?, CancellationToken, Task<string?>> code) : IActivity
{
    public Task<string?> RunAsync(ActivityContext context, string? input, CancellationToken cancellationToken) => code(context, input, cancellationToken);
}
