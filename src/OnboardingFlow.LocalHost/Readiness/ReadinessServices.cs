using Microsoft.Extensions.Options;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine;
using OnboardingFlow.Integrations.Storage;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.LocalHost.Readiness;

/// <summary>What this host can't work without.</summary>
internal static class ReadinessServices
{
    /// <summary>Registers a check for each. None of them costs a private-key operation.</summary>
    public static IServiceCollection AddReadinessChecks(this IServiceCollection services) => services
        .AddCheck<DurableEngine>("engine", (engine, _) => Task.FromResult(engine.Health.Problem))
        .AddCheck<IOnboardingIndex>("index", async (index, cancellationToken) =>
        {
            await index.FindAsync("none", cancellationToken);
            return null;
        })
        .AddCheck<OnboardingStorage>("queue", async (storage, cancellationToken) =>
        {
            await storage.CheckAsync(cancellationToken);
            return null;
        })
        .AddCheck<ISecrets, IOptions<KeyNames>>("keyvault", async (secrets, names, cancellationToken) =>
        {
            await secrets.GetAsync(names.Value.FingerprintSecret, cancellationToken);
            await secrets.GetAsync(names.Value.ApiV3KeySecret, cancellationToken);
            return null;
        })
        .AddCheck<KeyReadiness>("wechatpay", (keys, _) => Task.FromResult(keys.Problem));

    private static IServiceCollection AddCheck<T>(this IServiceCollection services, string name, Func<T, CancellationToken, Task<string?>> probe)
        where T : notnull => services.AddSingleton<IReadinessCheck>(provider =>
    {
        var service = provider.GetRequiredService<T>();
        return new ReadinessCheck(name, cancellationToken => probe(service, cancellationToken), provider.GetRequiredService<TimeProvider>());
    });

    private static IServiceCollection AddCheck<T1, T2>(this IServiceCollection services, string name, Func<T1, T2, CancellationToken, Task<string?>> probe)
        where T1 : notnull
        where T2 : notnull => services.AddSingleton<IReadinessCheck>(provider =>
    {
        var (first, second) = (provider.GetRequiredService<T1>(), provider.GetRequiredService<T2>());
        return new ReadinessCheck(name, cancellationToken => probe(first, second, cancellationToken), provider.GetRequiredService<TimeProvider>());
    });
}
