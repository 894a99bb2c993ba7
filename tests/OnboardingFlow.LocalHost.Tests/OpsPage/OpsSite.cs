using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Sealing;
using OnboardingFlow.Core.Tests.Workflow;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.LocalHost.OpsPage;
using OnboardingFlow.LocalHost.OpsPage.Signing;
using OnboardingFlow.LocalHost.Sqlite.Audit;
using OnboardingFlow.LocalHost.Sqlite.Index;
using OnboardingFlow.LocalHost.Sqlite.Keys;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

/// <summary>The operations page alone, over real HTTP and real files, on an engine that stands still in the state that a test puts it in.</summary>
internal sealed class OpsSite : IAsyncDisposable
{
    public const string ReadKey = "a-key-that-may-read-what-there-is";
    public const string OperateKey = "a-key-that-may-operate-and-read";
    public const string StartKey = "a-key-that-may-only-start-things";

    private readonly TempFolder folder = new();
    private readonly WebApplication app;

    private OpsSite()
    {
        Index = new SqliteOnboardingIndex(folder.Path);
        Trail = new SqliteAuditTrail(folder.Path, Time);
        Engine = new MemoryEngine(Time);
        WeChatPay = new FakeWeChatPay(Time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([.. Key(0, "reader", ReadKey, "read"), .. Key(1, "operator", OperateKey, "operate"), .. Key(2, "starter", StartKey, "start")]);
        builder.Services
            .AddSingleton(Index).AddSingleton<IOnboardingIndex>(Index)
            .AddSingleton(Trail).AddSingleton<IAuditTrail>(Trail)
            .AddSingleton<IDataKeyStore>(_ => new SqliteDataKeyStore(folder.Path))
            .AddSingleton<IEngineClient>(Engine)
            .AddSingleton<IPoisonStore>(Poison)
            .AddSingleton<IKeys, SwitchableKeys>()
            .AddSingleton<ISecrets>(new FixedSecrets("a secret that keys fingerprints"))
            .AddSingleton<IEventChannel, RecordingChannel>()
            .AddSingleton<IWeChatPay>(WeChatPay)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<SigningBudget>()
            .AddOnboardingCore(builder.Configuration)
            .AddOnboardingApi(builder.Configuration)
            .AddOperationsPage();
        app = builder.Build();
        app.MapOperationsPage();
    }

    public SqliteOnboardingIndex Index { get; }

    public SqliteAuditTrail Trail { get; }

    public MemoryEngine Engine { get; }

    public FakeWeChatPay WeChatPay { get; }

    public MemoryPoison Poison { get; } = new();

    public FakeTimeProvider Time { get; } = new(Rows.Start);

    public OpsSessions Sessions => app.Services.GetRequiredService<OpsSessions>();

    public ApiKeyGate Gate => app.Services.GetRequiredService<ApiKeyGate>();

    /// <summary>The settings, to be changed while it runs.</summary>
    public IConfigurationRoot Configuration => app.Configuration as IConfigurationRoot ?? throw new InvalidOperationException("No root.");

    /// <summary>A browser that keeps cookies and doesn't follow redirects, so that a test sees them.</summary>
    public HttpClient Browser { get; private set; } = null!;

    public static async Task<OpsSite> StartAsync(bool signedIn = true, string key = ReadKey)
    {
        var site = new OpsSite();
        await site.app.StartAsync();
        site.Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(site.app.Urls.Single()) };
        if (signedIn)
        {
            using var answer = await site.SignInAsync(key);
            Assert.Equal("/ops", answer.Headers.Location?.ToString());
        }

        return site;
    }

    public async Task<HttpResponseMessage> SignInAsync(string key)
    {
        using var form = new FormUrlEncodedContent([new("key", key)]);
        return await Browser.PostAsync("/ops/login", form);
    }

    /// <summary>Sends a form as its page would: with the session's token.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await Browser.GetStringAsync("/ops/onboardings");
        var token = page.Split("name=\"form_token\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([new("form_token", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await Browser.PostAsync(path, form);
    }

    /// <summary>An onboarding in a step, or ended, in the engine and in the index.</summary>
    public async Task<string> AddAsync(string user, OnboardingStep step, Outcome? outcome = null)
    {
        var id = InstanceIds.For("O1", user);
        var now = Time.GetUtcNow();
        var settings = new RunSettings(
            TimeSpan.FromHours(72), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(72), TimeSpan.FromDays(7), false, ["queue"], null);
        var sealer = app.Services.GetRequiredService<Sealer>();
        var request = await sealer.SealNewAsync(id, SealPurposes.Request, "{}"u8.ToArray(), CancellationToken.None);
        var input = new OnboardingInput(1, "nonce", "fingerprint", "O1", user, request.Envelope, now, settings);
        Engine.Instances[id] = new InstanceSnapshot(
            id,
            WorkflowNames.Onboarding,
            outcome is null ? RuntimeStatus.Running : RuntimeStatus.Completed,
            now,
            now,
            JsonSerializer.Serialize(input, WorkflowJson.Default.OnboardingInput),
            JsonSerializer.Serialize(new OnboardingStatus(1, "nonce", "fingerprint", step, now, 1) { Outcome = outcome }, WorkflowJson.Default.OnboardingStatus),
            outcome is null ? null : JsonSerializer.Serialize(outcome, WorkflowJson.Default.Outcome),
            null);
        var row = new OnboardingSummary(id, 1, "O1", user, null, step, now, 1, null, outcome, now, now);
        await Index.RecordAsync(new IndexUpdate(row, 0, [new TimelineEntry(1, now, "step", step.ToString(), 1, null, "ok", null)]), CancellationToken.None);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        Browser?.Dispose();
        await app.DisposeAsync();
        await Trail.DisposeAsync();
        await Index.DisposeAsync();
        folder.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Key(int number, string name, string key, string role) =>
    [
        new($"Http:ApiKeys:{number}:Name", name),
        new($"Http:ApiKeys:{number}:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))),
        new($"Http:ApiKeys:{number}:Roles:0", role),
    ];
}
