using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Tests.Workflow;
using OnboardingFlow.Engine;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>The API over the real workflow on the real engine (a SQLite file) under virtual time; only WeChat Pay, the vault and the queue are doubles.</summary>
internal sealed class FlowHost : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ApiHost _host;
    private readonly DurableEngine _engine;

    private FlowHost(string folder, ApiHost host)
    {
        _folder = folder;
        _host = host;
        _engine = host.Get<DurableEngine>();
    }

    public FakeWeChatPay WeChatPay => _host.WeChatPay;

    public RecordingChannel Channel => _host.Get<RecordingChannel>();

    public ApiHost Api => _host;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<FlowHost> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("api-flow-").FullName;
        var host = await ApiHost.StartAsync(services => services
            .AddSingleton<ISigningBudget>(provider => provider.GetRequiredService<FakeWeChatPay>())
            .AddSingleton(provider => new DurableEngine(
                new EngineOptions { DataDirectory = folder },
                provider.GetRequiredService<DurableRegistry>(),
                provider.GetRequiredService<TimeProvider>(),
                NullLoggerFactory.Instance))
            .AddSingleton<IEngineClient>(provider => provider.GetRequiredService<DurableEngine>().Client));
        var flow = new FlowHost(folder, host);
        await flow._engine.StartAsync(Stop);
        return flow;
    }

    /// <summary>Calls, then lets the engine do all that it can do now.</summary>
    public async Task<Answer> CallAsync(Func<ApiHost, Task<Answer>> call)
    {
        var answer = await call(_host);
        await _engine.WaitUntilIdleAsync(Stop);
        return answer;
    }

    /// <summary>As <see cref="CallAsync"/>, for a call that itself waits by the clock.</summary>
    public Task<Answer> CallWhileTimePassesAsync(Func<ApiHost, Task<Answer>> call) =>
        _host.Time.PassWaitsAsync(call(_host), () => _engine.WaitUntilIdleAsync(Stop));

    /// <summary>As <see cref="CallAsync"/>, for a call after which an activity waits by the clock.</summary>
    public Task<Answer> CallWhileActivitiesWaitAsync(Func<ApiHost, Task<Answer>> call) => _host.Time.PassWaitsAsync(CallAsync(call), () => Task.CompletedTask);

    /// <summary>WeChat Pay says that the person's contract changed.</summary>
    public Task<Answer> NotifyAsync()
    {
        _host.Notifications.Reading = () => new NotificationReading(NotificationKind.ContractChanged, null, "O1", "u1");
        return CallAsync(host => host.CallAsync("POST", "/api/wechatpay/notifications", null, new ByteArrayContent([1])));
    }

    public Task PassAsync(TimeSpan time) => _engine.PassAsync(_host.Time, time, Stop);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
