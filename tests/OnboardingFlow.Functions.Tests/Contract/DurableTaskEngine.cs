using OnboardingFlow.Core.Ports;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>A <see cref="DurableTaskHost"/> under one case of the contract.</summary>
/// <remarks>It goes by the wall clock: what is waited for is polled with a generous end, and only time itself is waited out.</remarks>
internal sealed class DurableTaskEngine(DurableTaskHost host, ContractRegistry setup) : IEngineUnderTest
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(1);
    private int _barriers;

    public IEngineClient Client => host.Engine;

    public TimeSpan Unit => TimeSpan.FromSeconds(1.2);

    public TimeSpan RetryGrain => TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>As far as can be told from outside: an instance started now has gone through an activity, an event and its end.</summary>
    public async Task SettleAsync()
    {
        var id = setup.Id($"barrier-{Interlocked.Increment(ref _barriers)}");
        await Client.StartAsync(new StartInstance("idle", id, null), Token);
        await Client.RaiseEventAsync(id, "end", null, Token);
        await UntilAsync(id, snapshot => snapshot.HasEnded);
    }

    public async Task PassAsync(int units)
    {
        await Task.Delay(units * Unit, Token);
        await SettleAsync();
    }

    public async Task<InstanceSnapshot> UntilAsync(string instanceId, Func<InstanceSnapshot, bool> wanted)
    {
        InstanceSnapshot? last = null;
        for (var waited = TimeSpan.Zero; waited < GiveUp; waited += Look)
        {
            last = await Client.GetAsync(instanceId, Token);
            if (last is not null && wanted(last))
            {
                return last;
            }

            await Task.Delay(Look, Token);
        }

        throw new InvalidOperationException($"{instanceId} stayed {last?.ToString() ?? "away"}.");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
