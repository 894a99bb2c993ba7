using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Tests.Sealing;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Engine;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>Core on the real engine (a SQLite file) under virtual time, with WeChat Pay, verifier, read model and events in memory.</summary>
internal sealed class Flow : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flow-").FullName;
    private readonly RsaKeys _keys = new();
    private readonly ServiceProvider _services;
    private readonly DurableEngine _engine;

    private Flow()
    {
        WeChatPay = new FakeWeChatPay(Time);
        _services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IMeterFactory>(Meters)
            .AddSingleton<IKeys>(_keys)
            .AddSingleton<ISecrets>(new FixedSecrets("a secret of at least sixteen bytes"))
            .AddSingleton<IDataKeyStore>(DataKeys)
            .AddSingleton<IOnboardingIndex>(Index)
            .AddSingleton<IWeChatPay>(WeChatPay).AddSingleton<ISigningBudget>(WeChatPay)
            .AddSingleton<IIdentityVerifier>(Verifier)
            .AddSingleton<IEventChannel>(Channel)
            .AddSingleton<IEngineClient>(_ => _engine!.Client)
            .AddOnboardingOperations()
            .AddOnboardingCore(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        _engine = new DurableEngine(
            new EngineOptions { DataDirectory = _folder }, _services.GetRequiredService<DurableRegistry>(), Time, NullLoggerFactory.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public TestMeters Meters { get; } = new();

    public RsaKeys Keys => _keys;

    public FakeWeChatPay WeChatPay { get; }

    public FakeVerifier Verifier { get; } = new();

    public RecordingChannel Channel { get; } = new();

    public MemoryIndex Index { get; } = new();

    public MemoryDataKeys DataKeys { get; } = new();

    public string Id { get; } = InstanceIds.For("O1", "u1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Flow> CreateAsync()
    {
        var flow = new Flow();
        await flow._engine.StartAsync(Stop);
        return flow;
    }

    /// <summary>A person who has a token and could sign.</summary>
    public static async Task<Flow> WaitingAsync(OnboardingOptions? options = null)
    {
        var flow = await CreateAsync();
        Assert.Equal(StartVerdict.Started, await flow.StartAsync(SampleRequests.Minimal with { Options = options ?? OnboardingOptions.None }));
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        return flow;
    }

    public async Task<StartVerdict> StartAsync(OnboardingRequest request, string? requestId = null)
    {
        var starter = _services.GetRequiredService<OnboardingStarter>();
        var answer = await starter.StartAsync(new IncomingRequest(request, requestId), Stop);
        Assert.Equal(Id, answer.InstanceId);
        await _engine.WaitUntilIdleAsync(Stop);
        return answer.Verdict;
    }

    /// <summary>What becomes of a message from the request queue.</summary>
    public async Task<IntakeDecision> TakeAsync(QueueMessage message)
    {
        var decision = await _services.GetRequiredService<IQueueIntake>().HandleAsync(message, Stop);
        await _engine.WaitUntilIdleAsync(Stop);
        return decision;
    }

    public async Task RaiseAsync(string eventName, string? payload = null)
    {
        Assert.Equal(OperationResult.Done, await _engine.Client.RaiseEventAsync(Id, eventName, payload, Stop));
        await _engine.WaitUntilIdleAsync(Stop);
    }

    /// <summary>From within a call to the outside: durable when it returns, taken up when that call has answered.</summary>
    public void RaiseAtOnce(string eventName, string payload) =>
        Assert.Equal(OperationResult.Done, Task.Run(() => _engine.Client.RaiseEventAsync(Id, eventName, payload, Stop), Stop).GetAwaiter().GetResult());

    public Task ReviewAsync(bool approved) => RaiseAsync(
        ExternalEvents.Reviewed, JsonSerializer.Serialize(new ReviewDecision(approved, null), WorkflowJson.Default.ReviewDecision));

    public Task CancelAsync(bool terminateContract) => RaiseAsync(
        ExternalEvents.Cancelled, JsonSerializer.Serialize(new CancelRequest(terminateContract, null), WorkflowJson.Default.CancelRequest));

    /// <summary>What the notification route does after it has verified and decrypted.</summary>
    public async Task NotifyAsync()
    {
        await _services.GetRequiredService<ContractHints>().NotifyAsync("O1", "u1", Stop);
        await _engine.WaitUntilIdleAsync(Stop);
    }

    public async Task TerminateAsync()
    {
        Assert.Equal(OperationAnswer.Done, await _services.GetRequiredService<OnboardingOperations>().TerminateAsync(Id, null, Stop));
        await LetActivitiesWaitAsync();
    }

    /// <summary>What comes before a termination: the deliveries of the end begin to look for it.</summary>
    public async Task StartDeliveriesAsync() => await _services.GetRequiredService<EndPublisher>().StartDeliveriesAsync(await SnapshotAsync(), Stop);

    /// <summary>As <see cref="AdvanceAsync"/> by as much as it takes until nothing is under way, activities that wait by the clock among it.</summary>
    public async Task LetActivitiesWaitAsync()
    {
        var idle = _engine.WaitUntilIdleAsync(Stop);
        while (await Task.WhenAny(idle, Task.Delay(TimeSpan.FromMilliseconds(5), Stop)) != idle)
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>Whether nothing is under way within a moment of the real clock; otherwise something waits, for the clock or for what the caller does next.</summary>
    public async Task<bool> IsIdleAsync() => _engine.WaitUntilIdleAsync(Stop) is var idle && await Task.WhenAny(idle, Task.Delay(TimeSpan.FromMilliseconds(200), Stop)) == idle;

    /// <summary>How often an activity of the end's delivery failed.</summary>
    public async Task<int> FailedAttemptsOfDeliveryAsync() => (await _engine.Client.ReadHistoryAsync(WorkflowNames.DeliveryId(Id, 1, Channel.Name), Stop))
        .SelectMany(history => history.Turns).SelectMany(turn => turn.Inputs).OfType<HistoryEvent.ActivityFailed>().Count();

    public async Task HousekeepingAsync()
    {
        await _services.GetRequiredService<Housekeeping>().RunAsync(Stop);
        await _engine.WaitUntilIdleAsync(Stop);
    }

    /// <summary>What the engine's retention does to an ended run.</summary>
    public async Task ForgetAsync() => Assert.Equal(OperationResult.Done, await _engine.Client.PurgeAsync(Id, Stop));

    public Task<OnboardingSummary?> IndexedAsync() => Index.FindAsync(Id, Stop);

    public Task EraseDataKeysAsync() => _services.GetRequiredService<Core.Sealing.Sealer>().EraseInstanceAsync(Id, Stop);

    public Task AdvanceAsync(TimeSpan by) => _engine.PassAsync(Time, by, Stop);

    public async Task<InstanceSnapshot> SnapshotAsync()
    {
        var snapshot = await _engine.Client.GetAsync(Id, Stop);
        Assert.NotNull(snapshot);
        return snapshot;
    }

    public DurableRegistry Registry => _services.GetRequiredService<DurableRegistry>();

    /// <summary>The histories of all instances that there are.</summary>
    public async Task<IReadOnlyList<InstanceHistory>> HistoriesAsync()
    {
        var histories = new List<InstanceHistory>();
        foreach (var status in Enum.GetValues<RuntimeStatus>())
        {
            foreach (var instance in await _engine.Client.ListAsync(status, null, 500, Stop))
            {
                histories.AddRange(await _engine.Client.ReadHistoryAsync(instance.InstanceId, Stop));
            }
        }

        return histories;
    }

    public async Task<OnboardingStatus> StatusAsync() => OnboardingInstance.StatusOf(await SnapshotAsync());

    public async Task<OnboardingInput> InputAsync() => OnboardingInstance.InputOf(await SnapshotAsync());

    public async Task<Outcome?> OutcomeAsync() => OnboardingInstance.OutcomeOf(await SnapshotAsync());

    public async Task<OnboardingStatus> StepIsAsync(OnboardingStep step)
    {
        var status = await StatusAsync();
        Assert.Null(await OutcomeAsync());
        Assert.Equal(step, status.Step);
        return status;
    }

    public async Task<Outcome> EndsAsync(OutcomeKind kind, string? code)
    {
        var outcome = await OutcomeAsync();
        Assert.NotNull(outcome);
        Assert.Equal((kind, code), (outcome.Kind, outcome.Code));
        Assert.Equal(outcome, (await StatusAsync()).Outcome);
        return outcome;
    }

    public async Task<DeliveryStatus> DeliveryAsync()
    {
        var delivery = await _engine.Client.GetAsync(WorkflowNames.DeliveryId(Id, 1, Channel.Name), Stop);
        return JsonSerializer.Deserialize(delivery!.CustomStatus!, WorkflowJson.Default.DeliveryStatus)!;
    }

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync() => (await Index.GetTimelineAsync(Id, Stop))!.Entries;

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _services.DisposeAsync();
        _keys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
