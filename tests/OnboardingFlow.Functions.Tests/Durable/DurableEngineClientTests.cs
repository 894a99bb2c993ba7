using System.Text.Json;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Tests.Durable;

public sealed class DurableEngineClientTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Created = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeDurableTaskClient durable = new();
    private readonly DurableClients clients = new();
    private readonly FakeTimeProvider clock = new();
    private readonly DurableEngineClient engine;

    public DurableEngineClientTests() => engine = new DurableEngineClient(
        clients, new DurableRegistry(new Dictionary<string, IOrchestration>(), new Dictionary<string, IActivity>(), "7"), clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => durable.DisposeAsync();

    [Fact]
    public async Task A_start_names_every_status_that_forbids_it()
    {
        Assert.Equal(StartResult.Submitted, await StartAsync(null));

        var (orchestration, input, options) = durable.Started!.Value;
        Assert.Equal("Onboarding", orchestration);
        Assert.Equal("""{"run":1}""", Assert.IsType<JsonElement>(input).GetRawText());
        Assert.Equal("ob-1", options.InstanceId);
        Assert.Equal("7", options.Version!.Value.Version);
        Assert.Equal(["Completed", "Failed", "Pending", "Running", "Suspended", "Terminated"], options.DedupeStatuses!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_the_ended_instance_that_was_seen_is_replaced()
    {
        durable.Instance = Instance(OrchestrationRuntimeStatus.Completed);
        Assert.Equal(StartResult.AlreadyExists, await StartAsync(Created.AddSeconds(-1)));
        Assert.Null(durable.Started);

        Assert.Equal(StartResult.Submitted, await StartAsync(Created));
        Assert.Equal(["Pending", "Running", "Suspended"], durable.Started!.Value.Options.DedupeStatuses!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_running_instance_is_never_replaced()
    {
        durable.Instance = Instance(OrchestrationRuntimeStatus.Running);

        Assert.Equal(StartResult.AlreadyExists, await StartAsync(Created));
        Assert.Null(durable.Started);
    }

    [Fact]
    public async Task An_already_existing_error_is_an_answer_and_another_is_not()
    {
        durable.Refusal = new OrchestrationAlreadyExistsException("exists");
        Assert.Equal(StartResult.AlreadyExists, await StartAsync(null));

        durable.Refusal = new RpcException(new Status(StatusCode.AlreadyExists, "exists"));
        Assert.Equal(StartResult.AlreadyExists, await StartAsync(null));

        durable.Refusal = new RpcException(new Status(StatusCode.InvalidArgument, "broken"));
        await Assert.ThrowsAsync<RpcException>(() => StartAsync(null));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Cancelled)] // by the host, which stops
    [InlineData(StatusCode.Unknown)] // by the host, whose storage is away
    [InlineData(StatusCode.Internal)]
    public async Task A_host_that_is_not_there_is_an_engine_that_is_unavailable(StatusCode status)
    {
        durable.Refusal = new RpcException(new Status(status, "away"));

        await Assert.ThrowsAsync<EngineUnavailableException>(() => StartAsync(null));
    }

    [Fact]
    public async Task A_call_that_nobody_here_cancelled_is_an_engine_that_is_unavailable()
    {
        durable.Refusal = new OperationCanceledException("The operation was canceled.");

        await Assert.ThrowsAsync<EngineUnavailableException>(() => StartAsync(null));
    }

    [Fact]
    public async Task A_caller_that_cancels_is_told_that_it_did()
    {
        durable.Refusal = new RpcException(new Status(StatusCode.Cancelled, "cancelled"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => RunAsync(() => engine.StartAsync(new StartInstance("Onboarding", "ob-1", null), cancelled.Token)));
    }

    [Fact]
    public async Task An_event_waits_until_its_instance_has_begun()
    {
        durable.Instance = Instance(OrchestrationRuntimeStatus.Pending);
        var raised = RunAsync(() => engine.RaiseEventAsync("ob-1", "cancel", null, Token));
        Assert.False(raised.IsCompleted);
        Assert.Empty(durable.Calls);

        durable.Instance = Instance(OrchestrationRuntimeStatus.Running);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(OperationResult.Done, await raised);
        Assert.Equal(["raise cancel "], durable.Calls);
    }

    [Fact]
    public async Task An_event_for_an_instance_that_does_not_begin_is_refused_for_now()
    {
        clock.AutoAdvanceAmount = TimeSpan.FromSeconds(6);
        durable.Instance = Instance(OrchestrationRuntimeStatus.Pending);

        await Assert.ThrowsAsync<EngineUnavailableException>(() => RunAsync(() => engine.RaiseEventAsync("ob-1", "cancel", null, Token)));
        Assert.Empty(durable.Calls);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, RuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running, RuntimeStatus.Running)]
    [InlineData((OrchestrationRuntimeStatus)2, RuntimeStatus.Running)] // ContinuedAsNew, obsolete as a name, still on the wire of older hosts
    [InlineData(OrchestrationRuntimeStatus.Suspended, RuntimeStatus.Suspended)]
    [InlineData(OrchestrationRuntimeStatus.Completed, RuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed, RuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, RuntimeStatus.Terminated)]
    public async Task A_snapshot_says_what_durable_task_says(OrchestrationRuntimeStatus status, RuntimeStatus expected)
    {
        durable.Instance = Instance(status);

        var found = await RunAsync(() => engine.GetAsync("ob-1", Token));

        Assert.Equal(
            new InstanceSnapshot(
                "ob-1", "Onboarding", expected, Created, Created.AddMinutes(1), "{}", """{"step":"Accepted"}""", null, new ActivityFailure("Transient", "busy")),
            found);
        Assert.Null(await RunAsync(() => engine.GetAsync("ob-2", Token)));
    }

    [Fact]
    public async Task Operations_are_done_only_where_they_mean_something()
    {
        Assert.Equal(OperationResult.NotFound, await RunAsync(() => engine.SuspendAsync("ob-1", null, Token)));

        durable.Instance = Instance(OrchestrationRuntimeStatus.Completed);
        Assert.Equal(OperationResult.WrongStatus, await RunAsync(() => engine.RaiseEventAsync("ob-1", "cancel", null, Token)));
        Assert.Equal(OperationResult.WrongStatus, await RunAsync(() => engine.SuspendAsync("ob-1", null, Token)));
        Assert.Equal(OperationResult.WrongStatus, await RunAsync(() => engine.ResumeAsync("ob-1", null, Token)));
        Assert.Equal(OperationResult.WrongStatus, await RunAsync(() => engine.TerminateAsync("ob-1", null, Token)));
        Assert.Equal(OperationResult.WrongStatus, await RunAsync(() => engine.RewindAsync("ob-1", null, Token)));
        Assert.Equal(OperationResult.Done, await RunAsync(() => engine.PurgeAsync("ob-1", Token)));

        durable.Instance = Instance(OrchestrationRuntimeStatus.Running);
        Assert.Equal(OperationResult.WrongStatus, await RunAsync(() => engine.PurgeAsync("ob-1", Token)));
        Assert.Equal(OperationResult.Done, await RunAsync(() => engine.RaiseEventAsync("ob-1", "cancel", """{"a":1}""", Token)));
        Assert.Equal(OperationResult.Done, await RunAsync(() => engine.SuspendAsync("ob-1", "why", Token)));
        Assert.Equal(OperationResult.Done, await RunAsync(() => engine.TerminateAsync("ob-1", "why", Token)));

        durable.Instance = Instance(OrchestrationRuntimeStatus.Suspended);
        Assert.Equal(OperationResult.Done, await RunAsync(() => engine.ResumeAsync("ob-1", "on", Token)));

        durable.Instance = Instance(OrchestrationRuntimeStatus.Failed);
        Assert.Equal(OperationResult.Done, await RunAsync(() => engine.RewindAsync("ob-1", "again", Token)));

        Assert.Equal(["purge ob-1", """raise cancel {"a":1}""", "suspend why", "terminate why", "resume on", "rewind again"], durable.Calls);
    }

    [Theory]
    [InlineData("OnboardingFlow.Functions.Durable.ActivityFault: InvalidOperationException: Onboarding failed.", "InvalidOperationException", "Onboarding failed.")]
    [InlineData("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException: '13791357913'", "NonDeterministicOrchestrationException", null)]
    [InlineData("13791357913: no such phone", "Unknown", null)]
    [InlineData(null, "Unknown", null)]
    public async Task A_failure_of_which_only_a_text_is_kept_is_told_as_far_as_it_is_ours(string? output, string type, string? text)
    {
        durable.Instance = new("Onboarding", "ob-1") { RuntimeStatus = OrchestrationRuntimeStatus.Failed, SerializedOutput = output };

        var failure = (await RunAsync(() => engine.GetAsync("ob-1", Token)))!.Failure!;

        Assert.Equal(type, failure.ErrorType);
        Assert.True(text is null ? !failure.Message.Contains("1379", StringComparison.Ordinal) : failure.Message == text, failure.Message);
    }

    [Fact]
    public async Task A_rewind_that_the_task_hub_refuses_is_told()
    {
        durable.Instance = Instance(OrchestrationRuntimeStatus.Failed);
        durable.RewindRefusal = new ArgumentException("gone", new RpcException(Status.DefaultSuccess));
        Assert.Equal(OperationResult.NotFound, await RunAsync(() => engine.RewindAsync("ob-1", null, Token)));

        durable.RewindRefusal = new InvalidOperationException("It runs.");
        Assert.Equal(OperationResult.WrongStatus, await RunAsync(() => engine.RewindAsync("ob-1", null, Token)));
    }

    [Fact]
    public async Task A_function_that_lends_no_client_is_told_so() =>
        Assert.Contains("DurableClient", (await Assert.ThrowsAsync<InvalidOperationException>(() => engine.GetAsync("ob-1", Token))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_client_is_lent_for_as_long_as_the_call_runs()
    {
        await RunAsync(() => engine.GetAsync("ob-1", Token));

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.GetAsync("ob-1", Token));
    }

    private static OrchestrationMetadata Instance(OrchestrationRuntimeStatus status) => new("Onboarding", "ob-1")
    {
        RuntimeStatus = status,
        CreatedAt = Created,
        LastUpdatedAt = Created.AddMinutes(1),
        SerializedInput = "{}",
        SerializedCustomStatus = """{"step":"Accepted"}""",
        FailureDetails = new TaskFailureDetails(typeof(ActivityFault).FullName!, "Transient: busy", null, null, null),
    };

    private Task<StartResult> StartAsync(DateTimeOffset? replaces) => RunAsync(
        () => engine.StartAsync(new StartInstance("Onboarding", "ob-1", """{"run":1}""") { ReplacesEndedOf = replaces }, Token));

    private Task<T> RunAsync<T>(Func<Task<T>> call) => clients.LendAsync(durable, call);
}
