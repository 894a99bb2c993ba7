using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Connection;

public sealed class ThrottlingTests
{
    private static readonly KeyReference Key = new("k", "v1");
    private static readonly byte[] Digest = new byte[32];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_After_is_obeyed_and_the_budget_shrinks()
    {
        var asked = 0;
        await using var vault = await StubVault.StartAsync(context => ++asked == 1 ? context.Throttle(7) : context.Value([1]));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);
        var start = client.Time.GetUtcNow();

        var signing = client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled);
        await client.Logs.SeenAsync(3001).WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal(500, client.Budget.OperationsPerSecond);
        await client.PassTimeAsync(signing);

        Assert.True(client.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(7));
        Assert.Equal(2, vault.Requests.Count);
    }

    [Fact]
    public async Task Without_Retry_After_it_backs_off_1_2_4_8_and_16_seconds_then_says_transient()
    {
        await using var vault = await StubVault.StartAsync(context => context.Throttle(null));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);
        var start = client.Time.GetUtcNow();

        var fault = await Assert.ThrowsAsync<ActivityException>(
            () => client.PassTimeAsync(client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled)));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
        Assert.Equal(1 + ThrottlePolicy.Repetitions, vault.Requests.Count);
        Assert.True(client.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(1 + 2 + 4 + 8 + 16));
    }

    [Fact]
    public async Task A_Retry_After_beyond_all_patience_is_left_to_the_workflow_s_retries()
    {
        await using var vault = await StubVault.StartAsync(context => context.Throttle(3600));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
        Assert.Single(vault.Requests);
    }

    [Fact]
    public async Task Every_attempt_at_a_private_key_operation_is_counted_by_kind_and_nothing_else()
    {
        var asked = 0;
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        await using var vault = await StubVault.StartAsync(context =>
            context.Request.Method == "GET" ? context.Key(rsa, "k", "v1") : ++asked == 1 ? context.Throttle(1) : context.Value([1]));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);
        using var counted = new Counted(client.Services.GetRequiredService<IMeterFactory>());

        await client.PassTimeAsync(client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));
        await client.PassTimeAsync(client.Keys.UnwrapAsync("k", new WrappedKey("v1", new byte[256]), Cancelled));
        await client.PassTimeAsync(client.Keys.DecryptAsync(Key, new byte[256], TestVaultClient.Person, Cancelled));
        await client.PassTimeAsync(client.Keys.WrapAsync("k", new byte[32], Cancelled));

        Assert.Equal(["sign", "sign", "unwrapkey", "decrypt"], counted.Operations);
    }

    [Fact]
    public async Task An_operation_waits_for_its_share_of_the_budget()
    {
        await using var vault = await StubVault.StartAsync(context => context.Value([1]));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile, operationsPerSecond: 1);
        var start = client.Time.GetUtcNow();

        for (var operation = 0; operation < 3; operation++)
        {
            await client.PassTimeAsync(client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));
        }

        Assert.True(client.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_caller_whose_time_runs_out_while_the_vault_is_asked_again_is_cancelled_and_not_faulted()
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var asked = 0;
        await using var vault = await StubVault.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                context.Abort(); // A lost connection: asked again.
                return;
            }

            await impatient.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.PassTimeAsync(client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, impatient.Token)));
    }

    [Fact]
    public async Task A_cancelled_caller_stops_waiting()
    {
        await using var vault = await StubVault.StartAsync(context => context.Throttle(30));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        client.Budget.Throttled(SigningBudget.LongestPause);

        var signing = client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signing);
        Assert.Empty(vault.Requests);
    }

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<string> _operations = [];

        public Counted(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "onboardingflow.keyvault.private_key_operations" && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                lock (_operations)
                {
                    _operations.AddRange(Enumerable.Repeat((string)tags[0].Value!, (int)value));
                }
            });
            _listener.Start();
        }

        public IReadOnlyList<string> Operations => _operations;

        public void Dispose() => _listener.Dispose();
    }
}
