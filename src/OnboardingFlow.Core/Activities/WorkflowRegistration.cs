using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Activities;

/// <summary>Registers the workflows, their activities and the ways in.</summary>
internal static class WorkflowRegistration
{
    public static IServiceCollection AddWorkflows(this IServiceCollection services)
    {
        services.AddSingleton<RequestOpener>();
        services.AddSingleton<CheckRequestActivity>();
        services.AddSingleton<CheckOrganizationActivity>();
        services.AddSingleton<FindUserActivity>();
        services.AddSingleton(provider => new VerifyIdentityActivity(
            provider.GetRequiredService<RequestOpener>(), provider.GetService<IIdentityVerifier>()));
        services.AddSingleton<PresignActivity>();
        services.AddSingleton<VerifyContractActivity>();
        services.AddSingleton<TerminateContractActivity>();
        services.AddSingleton<RecordProgressActivity>();
        services.AddSingleton<DeliverEventActivity>();
        services.AddSingleton<ReadEndActivity>();
        services.AddSingleton(provider => new OnboardingMetrics(provider.GetService<IMeterFactory>()));
        services.AddSingleton(Registry);

        services.AddSingleton<RunSettingsFactory>();
        services.AddSingleton(provider => new OnboardingStarter(
            provider.GetRequiredService<IEngineClient>(),
            provider.GetRequiredService<IOnboardingIndex>(),
            provider.GetRequiredService<Sealer>(),
            provider.GetRequiredService<Fingerprints>(),
            provider.GetRequiredService<RunSettingsFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            Guid.NewGuid));
        services.AddSingleton<IQueueIntake, QueueIntake>();
        services.AddSingleton<ContractHints>();
        services.AddSingleton<EndPublisher>();
        return services;
    }

    /// <summary>Activities are looked up when they run: some of them need the engine's client, which needs this registry.</summary>
    private static DurableRegistry Registry(IServiceProvider services)
    {
        // A replay by hand has no logging.
        var logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("OnboardingFlow.Core.Activities");

        IActivity Of<TInput, TOutput, TBody>(
            ActivityDefinition<TInput, TOutput> definition,
            Func<TBody, Func<ActivityContext, TInput, CancellationToken, Task<TOutput>>> run)
            where TBody : notnull =>
            new TypedActivity<TInput, TOutput>(
                definition, (context, input, token) => run(services.GetRequiredService<TBody>())(context, input, token), logger);

        return new DurableRegistry(
            new Dictionary<string, IOrchestration>
            {
                [WorkflowNames.Onboarding] = new OnboardingWorkflow(services.GetRequiredService<OnboardingMetrics>()),
                [WorkflowNames.Delivery] = new DeliveryWorkflow(),
                [WorkflowNames.ContractWatch] = new ContractWatchWorkflow(),
            },
            new Dictionary<string, IActivity>
            {
                [ActivityCatalog.CheckRequest.Name] = Of(ActivityCatalog.CheckRequest, (CheckRequestActivity body) => body.RunAsync),
                [ActivityCatalog.CheckOrganization.Name] = Of(ActivityCatalog.CheckOrganization, (CheckOrganizationActivity body) => body.RunAsync),
                [ActivityCatalog.FindUser.Name] = Of(ActivityCatalog.FindUser, (FindUserActivity body) => body.RunAsync),
                [ActivityCatalog.VerifyIdentity.Name] = Of(ActivityCatalog.VerifyIdentity, (VerifyIdentityActivity body) => body.RunAsync),
                [ActivityCatalog.Presign.Name] = Of(ActivityCatalog.Presign, (PresignActivity body) => body.RunAsync),
                [ActivityCatalog.VerifyContract.Name] = Of(ActivityCatalog.VerifyContract, (VerifyContractActivity body) => body.RunAsync),
                [ActivityCatalog.TerminateContract.Name] = Of(ActivityCatalog.TerminateContract, (TerminateContractActivity body) => body.RunAsync),
                [ActivityCatalog.RecordProgress.Name] = Of(ActivityCatalog.RecordProgress, (RecordProgressActivity body) => body.RunAsync),
                [ActivityCatalog.DeliverEvent.Name] = Of(ActivityCatalog.DeliverEvent, (DeliverEventActivity body) => body.RunAsync),
                [ActivityCatalog.ReadEnd.Name] = Of(ActivityCatalog.ReadEnd, (ReadEndActivity body) => body.RunAsync),
            },
            WorkflowNames.CurrentVersion);
    }
}
