using OnboardingFlow.Api.Health;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine;
using OnboardingFlow.Integrations.Storage;
using OnboardingFlow.KeyVault;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.SelfTest;
using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.LocalHost.Readiness;

/// <summary>What this host can't work without.</summary>
internal static class ReadinessServices
{
    /// <summary>Registers a check for each. None of them costs a private-key operation.</summary>
    public static IServiceCollection AddReadinessChecks(this IServiceCollection services) => services
        .AddCheck<DurableEngine>("engine", (engine, _) => Task.FromResult(new ReadinessResult(engine.Health.Problem)))
        .AddCheck<IOnboardingIndex>("index", async (index, cancellationToken) =>
        {
            await index.FindAsync("none", cancellationToken);
            return default;
        })
        .AddCheck<OnboardingStorage>("queue", async (storage, cancellationToken) =>
        {
            await storage.CheckAsync(cancellationToken);
            return default;
        })
        .AddCheck<VaultReadiness, KeyReadiness>("keyvault", async (vault, keys, cancellationToken) =>
        {
            await vault.CheckAsync(keys.SigningKeyVersion, cancellationToken);
            return default;
        })
        .AddCheck<KeyReadiness>("wechatpay", (keys, _) => Task.FromResult(new ReadinessResult(keys.Problem, keys.Detail)));

    /// <summary>Registers the self-test with WeChat Pay, where <c>WeChatPay:SelfTest:AtStart</c> asks for it. It costs two private-key operations a run.</summary>
    public static IServiceCollection AddSelfTest(this IServiceCollection services, IConfiguration configuration) =>
        configuration.GetValue<bool>($"{WeChatPayOptions.Section}:{nameof(WeChatPayOptions.SelfTest)}:{nameof(SelfTestOptions.AtStart)}")
            ? services
                .AddSingleton<SelfTestService>()
                .AddSingleton<IReadinessCheck>(static provider => provider.GetRequiredService<SelfTestService>())
                .AddHostedService(static provider => provider.GetRequiredService<SelfTestService>())
            : services;

    private static IServiceCollection AddCheck<T>(this IServiceCollection services, string name, Func<T, CancellationToken, Task<ReadinessResult>> probe)
        where T : notnull => services.AddSingleton<IReadinessCheck>(provider =>
    {
        var service = provider.GetRequiredService<T>();
        return new ReadinessCheck(name, cancellationToken => probe(service, cancellationToken), provider.GetRequiredService<TimeProvider>());
    });

    private static IServiceCollection AddCheck<T1, T2>(this IServiceCollection services, string name, Func<T1, T2, CancellationToken, Task<ReadinessResult>> probe)
        where T1 : notnull
        where T2 : notnull => services.AddSingleton<IReadinessCheck>(provider =>
    {
        var (first, second) = (provider.GetRequiredService<T1>(), provider.GetRequiredService<T2>());
        return new ReadinessCheck(name, cancellationToken => probe(first, second, cancellationToken), provider.GetRequiredService<TimeProvider>());
    });
}
