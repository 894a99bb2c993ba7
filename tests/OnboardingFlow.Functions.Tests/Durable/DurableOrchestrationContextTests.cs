using System.Text.Json;
using Microsoft.DurableTask;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Activities;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Tests.Durable;

public sealed class DurableOrchestrationContextTests
{
    private readonly FakeOrchestrationContext durable = new();

    private static DateTime Began { get; } = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Unspecified);

    private DurableOrchestrationContext Context => new(durable);

    [Fact]
    public async Task An_activity_gets_its_input_as_json_and_a_key_of_its_own()
    {
        durable.Answer = () => """{"user":null}""";

        var answer = await Context.CallActivityAsync("FindUser", """{"organization_id":"O1"}""");
        await Context.CallActivityAsync("FindUser", null);

        Assert.Equal("""{"user":null}""", answer);
        var calls = Calls();
        Assert.Equal("""{"organization_id":"O1"}""", calls[0].Input!.Value.GetRawText());
        Assert.Null(calls[1].Input);
        Assert.All(calls, call => Assert.Equal("ob-1", call.InstanceId));
        Assert.NotEqual(calls[0].IdempotencyKey, calls[1].IdempotencyKey);
        Assert.All(durable.Activities, call => Assert.Null(call.Options));
    }

    [Fact]
    public async Task A_failed_activity_keeps_its_stable_error_type_and_text()
    {
        var fault = new ActivityFault("Configuration", "Key Vault refused: check the key.");
        durable.Answer = () => throw Failed(fault.GetType().FullName!, fault.Message);

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => Context.CallActivityAsync("Presign", null));

        Assert.Equal("Presign", failed.Activity);
        Assert.Equal(new ActivityFailure("Configuration", "Key Vault refused: check the key."), failed.Failure);
    }

    [Fact]
    public async Task A_fault_inside_another_failure_is_found()
    {
        var inner = new TaskFailureDetails(typeof(ActivityFault).FullName!, "Transient: busy", null, null, null);
        durable.Answer = () => throw new TaskFailedException("x", 1, new TaskFailureDetails("System.AggregateException", "outer", null, inner, null));

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => Context.CallSubOrchestrationAsync("Delivery", "d-1", null));

        Assert.Equal(new ActivityFailure("Transient", "busy"), failed.Failure);
    }

    [Fact]
    public async Task The_text_of_a_failure_that_is_not_ours_is_not_taken_over()
    {
        durable.Answer = () => throw Failed("System.FormatException", "'11010519491231002X' is wrong");

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => Context.CallActivityAsync("Presign", null));

        Assert.Equal("System.FormatException", failed.Failure.ErrorType);
        Assert.DoesNotContain("1949", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_policy_maps_exactly()
    {
        var policy = new Core.Ports.RetryPolicy(4, TimeSpan.FromSeconds(2), 2.5, TimeSpan.FromSeconds(4)) { NonRetryableErrors = ["Configuration"] };
        durable.FiresAlways = true;
        durable.Answer = () => durable.Activities.Count < 4
            ? FailureAnswer.Of(new ActivityFailure("Transient", "busy")).GetRawText()
            : throw Failed(typeof(ActivityFault).FullName!, "Transient: still busy");

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => Context.CallActivityAsync("Presign", "1", policy));

        Assert.Equal(new ActivityFailure("Transient", "still busy"), failed.Failure);
        Assert.Equal([2.0, 6, 10], durable.Timers.Select(timer => (timer - Began).TotalSeconds));
        var calls = Calls();
        Assert.Single(calls.Select(call => call.IdempotencyKey).Distinct());
        Assert.All(calls[..3], call => Assert.Equal(["Configuration"], call.Thrown));
        Assert.Null(calls[3].Thrown); // The last one: a rewind must find it as a failed task, to make it anew.
    }

    [Fact]
    public async Task What_the_policy_names_is_not_repeated()
    {
        var policy = new Core.Ports.RetryPolicy(4, TimeSpan.FromSeconds(2)) { NonRetryableErrors = ["Configuration"] };
        durable.Answer = () => throw Failed(typeof(ActivityFault).FullName!, "Configuration: no key");

        await Assert.ThrowsAsync<ActivityFailedException>(() => Context.CallActivityAsync("Presign", null, policy));

        Assert.Single(durable.Activities);
    }

    [Fact]
    public async Task A_failure_that_the_workflow_goes_on_from_is_asked_for_as_an_answer()
    {
        durable.Answer = () => FailureAnswer.Of(new ActivityFailure("Configuration", "no key")).GetRawText();

        var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => Context.CallActivityAsync("Presign", null, handled: true));

        Assert.Equal(("Presign", new ActivityFailure("Configuration", "no key")), (failed.Activity, failed.Failure));
        Assert.Equal([], Assert.Single(Calls()).Thrown!);
    }

    [Fact]
    public async Task A_child_has_the_id_that_was_asked_for()
    {
        durable.Answer = () => "7";

        Assert.Equal("7", await Context.CallSubOrchestrationAsync("Delivery", "d-1", "[1]"));

        var (name, input, options) = Assert.Single(durable.SubOrchestrations);
        Assert.Equal(("Delivery", "[1]", "d-1"), (name, input, Assert.IsType<SubOrchestrationOptions>(options).InstanceId));
    }

    [Fact]
    public async Task Another_instance_is_started_by_an_activity()
    {
        await Context.StartInstanceAsync("Delivery", "d-1", """{"a":1}""");

        var (name, input, options) = Assert.Single(durable.Activities);
        Assert.Equal("StartInstance", name);
        Assert.Null(options);
        var call = JsonSerializer.Deserialize<ActivityCall>(input!)!;
        Assert.Equal([], call.Thrown!); // Repeated whatever the failure is.
        var start = call.Input!.Value.Deserialize<StartInstance>()!;
        Assert.Equal(new StartInstance("Delivery", "d-1", """{"a":1}"""), start);
    }

    [Fact]
    public async Task A_timer_fires_by_utc_and_ends_when_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var timer = Context.CreateTimerAsync(new DateTimeOffset(2026, 11, 23, 17, 0, 0, TimeSpan.FromHours(8)), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal([new DateTime(2026, 11, 23, 9, 0, 1, DateTimeKind.Utc)], durable.Timers);
    }

    [Fact]
    public async Task A_timer_that_fires_early_is_followed_by_one_that_is_not_over_at_once()
    {
        var due = new DateTimeOffset(2026, 11, 23, 8, 0, 30, TimeSpan.Zero);
        durable.Fires.Enqueue(due.AddMilliseconds(-900));
        durable.Fires.Enqueue(due.AddSeconds(1));

        await Context.CreateTimerAsync(due, TestContext.Current.CancellationToken);

        Assert.Equal([due.UtcDateTime.AddSeconds(1), due.UtcDateTime.AddMilliseconds(1100)], durable.Timers);
    }

    [Fact]
    public async Task An_event_brings_its_payload_or_nothing()
    {
        var waiting = Context.WaitForExternalEventAsync("cancel", TestContext.Current.CancellationToken);
        durable.Event.SetResult("""{"reason":null}""");

        Assert.Equal("""{"reason":null}""", await waiting);

        var empty = new FakeOrchestrationContext();
        empty.Event.SetResult(null);
        Assert.Null(await new DurableOrchestrationContext(empty).WaitForExternalEventAsync("x", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_waiter_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = Context.WaitForExternalEventAsync("cancel", cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Continuing_as_new_keeps_unprocessed_events()
    {
        Context.ContinueAsNew("""{"run":1}""");

        Assert.Equal(("""{"run":1}""", true), durable.Continued);
    }

    [Fact]
    public void Status_version_and_time_map()
    {
        Context.SetCustomStatus("""{"step":"Presigning"}""");
        Context.SetCustomStatus(null);

        Assert.Equal(["""{"step":"Presigning"}""", null], durable.CustomStatus);
        Assert.Equal("1", Context.Version);
        Assert.Equal("2", new DurableOrchestrationContext(new FakeOrchestrationContext { GivenVersion = "2" }).Version);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), Context.CurrentUtc);
        Assert.Equal("ob-1", Context.InstanceId);
        Assert.True(Context.IsReplaying);
        Assert.NotEqual(Guid.Empty, Context.NewGuid());
    }

    private ActivityCall[] Calls() => [.. durable.Activities.Select(call => JsonSerializer.Deserialize<ActivityCall>(call.Input!)!)];

    private static TaskFailedException Failed(string type, string message) => new("Presign", 3, new TaskFailureDetails(type, message, null, null, null));
}
