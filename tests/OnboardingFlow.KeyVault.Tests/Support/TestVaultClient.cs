using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Keys;

namespace OnboardingFlow.KeyVault.Tests.Support;

/// <summary>The client as a host registers it, with a clock of the test's.</summary>
internal sealed class TestVaultClient : IAsyncDisposable
{
    public static readonly SigningClass Person = new(SigningUrgency.PersonWaiting, "O1");

    private readonly ServiceProvider _services;

    public TestVaultClient(Uri address, string certificateFile, double operationsPerSecond = 1000, Uri? secretsAddress = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["KeyVault:Address"] = address.AbsoluteUri,
            ["KeyVault:SecretsAddress"] = (secretsAddress ?? address).AbsoluteUri,
            ["KeyVault:Credential"] = "none",
            ["KeyVault:TrustedCertificateFile"] = certificateFile,
            ["Budget:OperationsPerSecond"] = FormattableString.Invariant($"{operationsPerSecond}"),
        };
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<TimeProvider>(Time)
            .AddKeyVault(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .Configure<RetryStart>(start => start.FirstBackOff = TimeSpan.FromMilliseconds(1))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Time { get; } = new();

    public LogLines Logs { get; } = new();

    public IServiceProvider Services => _services;

    public VaultKeys Keys => _services.GetRequiredService<VaultKeys>();

    public ISecrets Secrets => _services.GetRequiredService<ISecrets>();

    public SigningBudget Budget => _services.GetRequiredService<SigningBudget>();

    /// <summary>Lets virtual time pass until the work is done.</summary>
    public async Task<T> PassTimeAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));

            // Only a turn for the sockets: how long it really takes doesn't matter.
            await Task.WhenAny(work, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        return await work;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
