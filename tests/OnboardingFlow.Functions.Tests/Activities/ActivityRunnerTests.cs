using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Activities;
using OnboardingFlow.Functions.Durable;
using OnboardingFlow.Functions.Tests.Durable;

namespace OnboardingFlow.Functions.Tests.Activities;

public sealed class ActivityRunnerTests : IAsyncDisposable
{
    private readonly FakeDurableTaskClient durable = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => durable.DisposeAsync();

    [Fact]
    public async Task An_activity_learns_who_calls_and_its_key()
    {
        var runner = Runner((context, input) => $$"""{"instance":"{{context.InstanceId}}","key":"{{context.IdempotencyKey}}","input":{{input}}}""");

        var answer = await runner.RunAsync("A", Call("""{"a":1}"""), Token);

        Assert.Equal("""{"instance":"ob-1","key":"k1","input":{"a":1}}""", answer!.Value.GetRawText());
    }

    [Fact]
    public async Task A_known_failure_leaves_with_its_type_at_the_head_of_its_message()
    {
        var runner = Runner((_, _) => throw new ActivityException(ErrorTypes.Configuration, "No such key: make it."));

        var fault = await Assert.ThrowsAsync<ActivityFault>(() => runner.RunAsync("A", Call("{}"), Token));

        Assert.Equal("Configuration: No such key: make it.", fault.Message);
    }

    [Fact]
    public async Task An_unhandled_fault_takes_none_of_its_text_into_history()
    {
        var runner = Runner((_, _) => throw new FormatException("'11010519491231002X' is wrong"));

        var fault = await Assert.ThrowsAsync<ActivityFault>(() => runner.RunAsync("A", Call("{}"), Token));

        Assert.StartsWith("FormatException: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1949", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_the_workflow_goes_on_from_is_an_answer_and_an_error_in_the_trace()
    {
        var runner = Runner((_, _) => throw new ActivityException(ErrorTypes.Transient, "busy"));
        using var span = new Activity("function").Start();

        var answer = await runner.RunAsync("A", Call("{}") with { Thrown = [ErrorTypes.Configuration] }, Token);

        Assert.Equal(new ActivityFailure(ErrorTypes.Transient, "busy"), FailureAnswer.Read(answer));
        Assert.Equal((ActivityStatusCode.Error, ErrorTypes.Transient), (span.Status, span.StatusDescription));
    }

    [Fact]
    public async Task A_failure_that_the_call_names_fails_the_function()
    {
        var runner = Runner((_, _) => throw new ActivityException(ErrorTypes.Configuration, "No such key."));

        await Assert.ThrowsAsync<ActivityFault>(() => runner.RunAsync("A", Call("{}") with { Thrown = [ErrorTypes.Configuration] }, Token));
    }

    [Fact]
    public void An_answer_of_an_activity_is_no_failure()
    {
        Assert.Null(FailureAnswer.Read(null));
        Assert.Null(FailureAnswer.Read(JsonElement.Parse("""{"failure":{"x":1}}""")));
        Assert.Null(FailureAnswer.Read(JsonElement.Parse("[1]")));
    }

    [Fact]
    public async Task A_task_hub_that_is_away_is_a_failure_that_another_attempt_may_mend()
    {
        var runner = Runner((_, _) => throw new EngineUnavailableException("Durable Task can't be reached."));

        var fault = await Assert.ThrowsAsync<ActivityFault>(() => runner.RunAsync("A", Call("{}"), Token));

        Assert.Equal("Transient: Durable Task can't be reached.", fault.Message);
    }

    [Fact]
    public async Task An_activity_that_its_host_stops_is_repeated_as_any_passing_failure()
    {
        using var stop = new CancellationTokenSource();
        var runner = Runner((_, _) =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });

        var fault = await Assert.ThrowsAsync<ActivityFault>(() => runner.RunAsync("A", Call("{}"), stop.Token));

        Assert.StartsWith("Transient: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_asks_the_engine_has_the_client_that_its_function_got()
    {
        var clients = new DurableClients();
        var runner = Runner((_, _) => $"\"{clients.Current.Name}\"", clients);

        var answer = await runner.RunAsync("A", Call("{}"), durable, Token);

        Assert.Equal("test", answer!.Value.GetString());
    }

    [Fact]
    public async Task Starting_another_instance_goes_by_the_lent_client_and_never_replaces_one()
    {
        var call = Call(JsonSerializer.Serialize(new StartInstance("Delivery", "d-1", """{"x":1}""")));

        Assert.Null(await Runner((_, _) => null).StartInstanceAsync(call, durable, Token));

        Assert.Equal("Delivery", durable.Started!.Value.Orchestration);
        Assert.Equal("d-1", durable.Started.Value.Options.InstanceId);
        Assert.Contains("Completed", durable.Started.Value.Options.DedupeStatuses!);
    }

    private static ActivityCall Call(string input) => new("ob-1", "k1", JsonElement.Parse(input));

    private static ActivityRunner Runner(Func<Core.Ports.ActivityContext, string?, string?> body, DurableClients? lending = null)
    {
        var registry = new DurableRegistry(
            new Dictionary<string, IOrchestration>(), new Dictionary<string, IActivity> { ["A"] = new CodeActivity(body) }, "1");
        var clients = lending ?? new DurableClients();
        return new ActivityRunner(registry, new DurableEngineClient(clients, registry, TimeProvider.System), clients, NullLogger<ActivityRunner>.Instance);
    }

    private sealed class CodeActivity(Func<Core.Ports.ActivityContext, string?, string?> body) : IActivity
    {
        public Task<string?> RunAsync(Core.Ports.ActivityContext context, string? input, CancellationToken cancellationToken) => Task.FromResult(body(context, input));
    }
}
