using OnboardingFlow.Api;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Core;
using OnboardingFlow.Engine;
using OnboardingFlow.Integrations;
using OnboardingFlow.KeyVault;
using OnboardingFlow.LocalHost.Hosting;
using OnboardingFlow.LocalHost.OpsPage;
using OnboardingFlow.LocalHost.Readiness;
using OnboardingFlow.LocalHost.Sqlite;
using OnboardingFlow.WeChatPay;

return await HostRun.RunAsync(args, async arguments =>
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.AddHostSettings(arguments);
    using var folder = DataFolder.Open(builder.Configuration);
    builder.Configuration.AddFirstApiKey(folder);
    builder.AddLogs();
    builder.AddKestrelLimits();

    // What is added first is stopped last: requests and the queue end before the engine.
    var (services, configuration) = (builder.Services, builder.Configuration);
    services.AddServiceManager(configuration);
    services.AddSqliteStores(folder);
    services.AddKeyVault(configuration);
    services.AddWeChatPay(configuration);
    services.AddOnboardingIntegrations(configuration);
    services.AddOnboardingCore(configuration);
    services.AddDurableEngine();
    services.AddRequestQueueListener(configuration);
    services.AddOnboardingApi(configuration);
    services.AddOperationsPage();
    services.AddHostedService<HousekeepingService>();
    services.AddReadinessChecks();
    services.AddSelfTest(configuration);
    services.AddTelemetry(configuration);

    await using var app = builder.Build();
    app.UseOnboardingApiProblems();
    app.MapOnboardingApi();
    app.MapMetrics();
    app.MapOperationsPage();
    await app.ServeAsync(folder);
});
