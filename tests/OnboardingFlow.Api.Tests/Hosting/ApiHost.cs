using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Core;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Tests.Sealing;
using OnboardingFlow.Core.Tests.Workflow;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>The API on a real Kestrel at a free port, over doubles whose state a test decides.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string StartKey = "start-key-of-the-tests";
    public const string ReadKey = "read-key-of-the-tests";
    public const string OperateKey = "operate-key-of-the-tests";

    private readonly WebApplication _app;

    private ApiHost(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public HttpClient Client { get; }

    public NotedTime Time => Get<NotedTime>();

    public MemoryEngine Engine => Get<MemoryEngine>();

    public MemoryIndex Index => Get<MemoryIndex>();

    public MemoryPoison Poison => Get<MemoryPoison>();

    public ScriptedNotifications Notifications => Get<ScriptedNotifications>();

    public FakeWeChatPay WeChatPay => Get<FakeWeChatPay>();

    public SwitchableKeys Keys => Get<SwitchableKeys>();

    public MemoryDataKeys DataKeys => Get<MemoryDataKeys>();

    public Sealer Sealer => Get<Sealer>();

    public ListLogger Log => Get<ListLogger>();

    public static async Task<ApiHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Http:ApiKeys:0:Name"] = "starter",
            ["Http:ApiKeys:0:Sha256"] = Sha256(StartKey),
            ["Http:ApiKeys:0:Roles:0"] = "start",
            ["Http:ApiKeys:1:Name"] = "reader",
            ["Http:ApiKeys:1:Sha256"] = Sha256(ReadKey).ToLowerInvariant(),
            ["Http:ApiKeys:1:Roles"] = "read",
            ["Http:ApiKeys:2:Name"] = "operator",
            ["Http:ApiKeys:2:Sha256"] = Sha256(OperateKey),
            ["Http:ApiKeys:2:Roles:0"] = "operate",
        });
        var log = new ListLogger();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        var time = new NotedTime(Now);
        builder.Services
            .AddSingleton(log)
            .AddSingleton(time).AddSingleton<TimeProvider>(time)
            .AddSingleton<MemoryEngine>().AddSingleton<IEngineClient>(services => services.GetRequiredService<MemoryEngine>())
            .AddSingleton<MemoryIndex>().AddSingleton<IOnboardingIndex>(services => services.GetRequiredService<MemoryIndex>())
            .AddSingleton<MemoryPoison>().AddSingleton<IPoisonStore>(services => services.GetRequiredService<MemoryPoison>())
            .AddSingleton<ScriptedNotifications>().AddSingleton<INotificationReader>(services => services.GetRequiredService<ScriptedNotifications>())
            .AddSingleton<SwitchableKeys>().AddSingleton<IKeys>(services => services.GetRequiredService<SwitchableKeys>())
            .AddSingleton<MemoryDataKeys>().AddSingleton<IDataKeyStore>(services => services.GetRequiredService<MemoryDataKeys>())
            .AddSingleton<ISecrets>(new FixedSecrets("a secret that keys fingerprints"))
            .AddSingleton<FakeWeChatPay>().AddSingleton<IWeChatPay>(services => services.GetRequiredService<FakeWeChatPay>())
            .AddSingleton<RecordingChannel>().AddSingleton<IEventChannel>(services => services.GetRequiredService<RecordingChannel>())
            .AddOnboardingCore(builder.Configuration)
            .AddOnboardingApi(builder.Configuration);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseOnboardingApiProblems();
        app.MapOnboardingApi();
        app.MapGet("/metrics", () => "a metric").RequireApiRole(ApiRole.Read);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ApiHost(app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    /// <summary>Changes a setting while the host runs.</summary>
    public void Change(string setting, string value)
    {
        _app.Configuration[setting] = value;
        try
        {
            ((IConfigurationRoot)_app.Configuration).Reload();
        }
        catch (AggregateException)
        {
            // Options that don't validate throw into the reload itself, where a file's watcher lets it be.
        }
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Calls with a key (null: none) and, for a string body, as JSON.</summary>
    public async Task<Answer> CallAsync(string method, string path, string? key, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path, string key = ReadKey) => CallAsync("GET", path, key);

    public Task<Answer> PostAsync(string path, string key, JsonNode? body = null, params (string Name, string Value)[] headers) =>
        CallAsync("POST", path, key, body is null ? null : Json(body), headers);

    public Task<Answer> OperateAsync(string id, string operation, JsonNode? body = null) =>
        PostAsync($"/api/onboardings/{id}/{operation}", OperateKey, body);

    public static ByteArrayContent Json(JsonNode body) => Json(body.Utf8());

    public static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8") } };

    /// <summary>Puts an onboarding of this person into the engine and the index, in the state that the changes make.</summary>
    public async Task<string> AddAsync(
        Func<OnboardingStatus, OnboardingStatus>? status = null,
        Func<InstanceSnapshot, InstanceSnapshot>? snapshot = null,
        OnboardingRequest? request = null,
        string outUserId = "u1")
    {
        request ??= SampleRequests.Full;
        request = request with { Presign = request.Presign with { FacepayUser = request.Presign.FacepayUser with { OutUserId = outUserId } } };
        var id = InstanceIds.For(request.Presign.FacepayUser.OrganizationId, outUserId);
        var sealedRequest = await Sealer.SealNewAsync(id, SealPurposes.Request, RequestJson.Serialize(request), CancellationToken.None);
        var now = Time.GetUtcNow();
        var settings = new RunSettings(
            TimeSpan.FromHours(72), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(72), TimeSpan.FromDays(7), false, ["queue"], null);
        var fingerprint = await Get<Fingerprints>().ComputeAsync(request, CancellationToken.None);
        var input = new OnboardingInput(1, "nonce", fingerprint, request.Presign.FacepayUser.OrganizationId, outUserId, sealedRequest.Envelope, now, settings);
        var first = new OnboardingStatus(1, "nonce", fingerprint, OnboardingStep.AwaitingContract, now, 1) { WaitingUntil = now.AddHours(72) };
        var shown = status?.Invoke(first) ?? first;
        var instance = new InstanceSnapshot(
            id,
            WorkflowNames.Onboarding,
            RuntimeStatus.Running,
            now,
            now,
            JsonSerializer.Serialize(input, WorkflowJson.Default.OnboardingInput),
            JsonSerializer.Serialize(shown, WorkflowJson.Default.OnboardingStatus),
            null,
            null);
        Engine.Instances[id] = instance = snapshot?.Invoke(instance) ?? instance;
        var summary = new OnboardingSummary(
            id, 1, input.OrganizationId, outUserId, null, shown.Step, shown.StepSince, 1, shown.WaitingUntil, OnboardingInstance.OutcomeOf(instance), now, now);
        await Index.RecordAsync(new IndexUpdate(summary, 0, [new TimelineEntry(1, now, "step", "Accepted", 1, null, "ok", null)]), CancellationToken.None);
        return id;
    }

    /// <summary>An ended onboarding, with its end delivered.</summary>
    public async Task<string> AddEndedAsync(OutcomeKind kind = OutcomeKind.Completed, string? code = null, string outUserId = "u1", bool delivered = true)
    {
        var outcome = new Outcome(kind, code, code is null ? null : "said so", Time.GetUtcNow(), kind == OutcomeKind.Completed ? "c1" : null);
        var id = await AddAsync(
            status => status with { Step = OnboardingStep.Completing, Outcome = outcome, Channels = ["queue"], WaitingUntil = null },
            snapshot => snapshot with { Status = RuntimeStatus.Completed, Output = JsonSerializer.Serialize(outcome, WorkflowJson.Default.Outcome) },
            outUserId: outUserId);
        AddDelivery(id, delivered);
        return id;
    }

    public void AddDelivery(string id, bool delivered)
    {
        var delivery = WorkflowNames.DeliveryId(id, 1, "queue");
        var now = Time.GetUtcNow();
        var status = new DeliveryStatus(delivered ? DeliveryState.Delivered : DeliveryState.Pending, 1);
        Engine.Instances[delivery] = new InstanceSnapshot(
            delivery,
            WorkflowNames.Delivery,
            delivered ? RuntimeStatus.Completed : RuntimeStatus.Running,
            now,
            now,
            "{}",
            JsonSerializer.Serialize(status, WorkflowJson.Default.DeliveryStatus),
            null,
            null);
    }

    /// <summary>A presign token of the run, sealed as the workflow seals it.</summary>
    public async Task<IssuedToken> TokenAsync(string id, string token, DateTimeOffset expiresAt, int number)
    {
        var input = OnboardingInstance.InputOf(Engine.Instances[id]);
        var envelope = await Sealer.SealAsync(
            Sealer.KeyIdOf(input.SealedRequest), id, SealPurposes.PresignToken, Encoding.UTF8.GetBytes(token), CancellationToken.None);
        return new IssuedToken(envelope, expiresAt, number);
    }

    public void Show(string id, Func<OnboardingStatus, OnboardingStatus> change) => Engine.Instances[id] = Engine.Instances[id] with
    {
        CustomStatus = JsonSerializer.Serialize(change(OnboardingInstance.StatusOf(Engine.Instances[id])), WorkflowJson.Default.OnboardingStatus),
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    public static string Sha256(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
