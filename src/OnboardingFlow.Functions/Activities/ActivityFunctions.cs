using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Core.Activities;

namespace OnboardingFlow.Functions.Activities;

/// <summary>The activity functions, one for each activity of the catalog, so that each shows by its name in the dashboard and in traces.</summary>
public sealed class ActivityFunctions(ActivityRunner runner)
{
    /// <summary>Offline identity checks of the request.</summary>
    [Function(nameof(ActivityCatalog.CheckRequest))]
    public Task<JsonElement?> CheckRequestAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.CheckRequest.Name, call, cancellationToken);

    /// <summary>The organization exists and has the name that was given.</summary>
    [Function(nameof(ActivityCatalog.CheckOrganization))]
    public Task<JsonElement?> CheckOrganizationAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.CheckOrganization.Name, call, cancellationToken);

    /// <summary>What WeChat Pay knows of the person.</summary>
    [Function(nameof(ActivityCatalog.FindUser))]
    public Task<JsonElement?> FindUserAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.FindUser.Name, call, cancellationToken);

    /// <summary>The external verifier's verdict.</summary>
    [Function(nameof(ActivityCatalog.VerifyIdentity))]
    public Task<JsonElement?> VerifyIdentityAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.VerifyIdentity.Name, call, cancellationToken);

    /// <summary>Asks WeChat Pay for a presign token.</summary>
    [Function(nameof(ActivityCatalog.Presign))]
    public Task<JsonElement?> PresignAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.Presign.Name, call, cancellationToken);

    /// <summary>Compares a contract with the request.</summary>
    [Function(nameof(ActivityCatalog.VerifyContract))]
    public Task<JsonElement?> VerifyContractAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.VerifyContract.Name, call, cancellationToken);

    /// <summary>Ends the person's contract.</summary>
    [Function(nameof(ActivityCatalog.TerminateContract))]
    public Task<JsonElement?> TerminateContractAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.TerminateContract.Name, call, cancellationToken);

    /// <summary>Writes the read model.</summary>
    [Function(nameof(ActivityCatalog.RecordProgress))]
    public Task<JsonElement?> RecordProgressAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.RecordProgress.Name, call, cancellationToken);

    /// <summary>Delivers one event by one channel, once.</summary>
    [Function(nameof(ActivityCatalog.DeliverEvent))]
    public Task<JsonElement?> DeliverEventAsync([ActivityTrigger] ActivityCall call, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.DeliverEvent.Name, call, cancellationToken);

    /// <summary>Reads how a run ended, for a delivery that was started before the end.</summary>
    [Function(nameof(ActivityCatalog.ReadEnd))]
    public Task<JsonElement?> ReadEndAsync(
        [ActivityTrigger] ActivityCall call, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        runner.RunAsync(ActivityCatalog.ReadEnd.Name, call, client, cancellationToken);

    /// <summary>Starts another instance for an orchestration.</summary>
    [Function(StartInstanceActivity.Name)]
    public Task<JsonElement?> StartInstanceAsync(
        [ActivityTrigger] ActivityCall call, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        runner.StartInstanceAsync(call, client, cancellationToken);
}
