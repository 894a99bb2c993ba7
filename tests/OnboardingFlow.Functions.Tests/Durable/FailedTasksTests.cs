using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Functions.Activities;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Tests.Durable;

/// <summary>
/// Durable Task's rewind takes every failed task out of an instance's history, so no failure that a workflow goes on from may be one. Seen on the real host: a run
/// that had repeated a call before it fell over couldn't be rewound, and presigned once more.
/// </summary>
public sealed class FailedTasksTests
{
    private readonly FakeOrchestrationContext durable = new() { FiresAlways = true };
    private readonly List<string> failedTasks = [];

    [Fact]
    public async Task An_onboarding_whose_calls_are_repeated_and_parked_has_no_failed_task()
    {
        var settings = new RunSettings(
            TimeSpan.FromHours(1), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1), false, [], null);
        var input = new OnboardingInput(1, "n", "f", "O1", "u1", "sealed", DateTimeOffset.UnixEpoch, settings);
        FailAlways(ActivityCatalog.CheckRequest.Name);

        var output = await RunAsync(WorkflowNames.Onboarding, JsonSerializer.Serialize(input, WorkflowJson.Default.OnboardingInput));

        Assert.Contains(OutcomeCodes.AttentionTimedOut, output, StringComparison.Ordinal);
        Assert.Equal(8, durable.Activities.Count(call => call.Name == ActivityCatalog.CheckRequest.Name));
        Assert.Empty(failedTasks);
    }

    [Fact]
    public async Task A_delivery_that_is_given_up_has_no_failed_task()
    {
        var published = new PublishedEvent("id", "type", "ob-1", DateTimeOffset.UnixEpoch, "{}", null, null);
        FailAlways(ActivityCatalog.DeliverEvent.Name);

        var output = await RunAsync(
            WorkflowNames.Delivery, JsonSerializer.Serialize(new DeliveryInput("queue", published, null, null), WorkflowJson.Default.DeliveryInput));

        Assert.Contains(nameof(DeliveryState.Failed), output, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(durable.Activities);
        Assert.Empty(failedTasks);
    }

    /// <summary>One activity fails for a passing cause every time, as the runner would have it fail; the others answer.</summary>
    private void FailAlways(string activity) => durable.Answer = () =>
    {
        var (name, input, _) = durable.Activities[^1];
        if (name != activity)
        {
            return "{}";
        }

        if (JsonSerializer.Deserialize<ActivityCall>(input!)!.Thrown?.Contains(ErrorTypes.Transient) ?? true)
        {
            failedTasks.Add(name);
            throw new TaskFailedException(name, 1, new TaskFailureDetails(typeof(ActivityFault).FullName!, "Transient: busy", null, null, null));
        }

        return FailureAnswer.Of(new ActivityFailure(ErrorTypes.Transient, "busy")).GetRawText();
    };

    private async Task<string?> RunAsync(string workflow, string input)
    {
        var configuration = HostSettings.Sample();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddOnboardingFunctions(configuration).BuildServiceProvider();
        return await services.GetRequiredService<DurableRegistry>().Orchestrations[workflow].RunAsync(new DurableOrchestrationContext(durable), input);
    }
}
