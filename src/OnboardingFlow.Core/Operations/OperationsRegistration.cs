using Microsoft.Extensions.DependencyInjection;

namespace OnboardingFlow.Core.Operations;

/// <summary>Registers what operates on onboardings.</summary>
public static class OperationsRegistration
{
    /// <summary>Adds the readers and operations that the HTTP API and the operations page use.</summary>
    public static IServiceCollection AddOnboardingOperations(this IServiceCollection services) => services
        .AddSingleton<OnboardingReader>()
        .AddSingleton<TerminatedRuns>()
        .AddSingleton<Purging>()
        .AddSingleton<Housekeeping>()
        .AddSingleton<OnboardingOperations>()
        .AddSingleton<BulkOperations>()
        .AddSingleton<PoisonRepair>()
        .AddSingleton<PresignTokens>()
        .AddSingleton<Repayments>();
}
