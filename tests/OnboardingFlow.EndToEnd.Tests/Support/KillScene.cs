using System.Text.Json.Nodes;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>One onboarding during which LocalHost is killed, and the account of why WeChat Pay saw which call.</summary>
internal sealed class KillScene
{
    private readonly Stack _stack;
    private readonly Person _person;
    private readonly long _mark;
    private readonly Dictionary<string, int> _explained = new() { ["organization"] = 1, ["user"] = 2, ["presign"] = 1, ["contract"] = 1, ["certificates"] = 1 };
    private int _kills;
    private bool _down;
    private bool _signed;

    private KillScene(Stack stack, Person person, long mark)
    {
        (_stack, _person, _mark) = (stack, person, mark);
        (WeChatPay, KeyVault) = (new EmulatorControl(stack.WeChatPay), new EmulatorControl(stack.KeyVault));
    }

    public EmulatorControl WeChatPay { get; }

    public EmulatorControl KeyVault { get; }

    public StorageGate Gate => _stack.Gate!;

    public static async Task<KillScene> BeginAsync(Stack stack) => new(stack, Person.New(), await stack.CallsAsync() is [.., var last] ? Number(last) : 0);

    public Task SendAsync() => _stack.SendAsync(_person.Json());

    public Task UntilAwaitedAsync() => _stack.UntilStepAsync(_person.InstanceId, "AwaitingContract");

    public Task UntilOutcomeAsync() => _stack.UntilOutcomeAsync(_person.InstanceId);

    /// <summary>The person signs, once.</summary>
    public async Task SignAsync()
    {
        if (_signed)
        {
            return;
        }

        _signed = true;
        if (!_down)
        {
            await UntilAwaitedAsync();
        }

        await _stack.PersonAsync(_person, "sign");
    }

    public async Task KillAsync()
    {
        await _stack.KillHostAsync();
        _kills++;
        _down = true;
    }

    /// <summary>Kills and starts again at once: a process that has cached nothing.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAgainAsync();
    }

    public async Task StartAgainAsync()
    {
        Gate.Release();
        await WeChatPay.ClearFaultsAsync();
        await KeyVault.ClearFaultsAsync();
        await _stack.StartHostAsync();
        _down = false;
    }

    /// <summary>Holds calls of a kind, brings one about, and kills the host that waits for its answer.</summary>
    public async Task KillWhileHeldAsync(EmulatorControl emulator, string on, Func<Task> bringAbout)
    {
        await emulator.HoldAsync(on);
        await bringAbout();
        await emulator.UntilHeldAsync(on);
        await KillAsync();

        // Of the calls held the last one is the kill's; those before it are attempts that gave up waiting.
        Explain(on, await emulator.HeldAsync(on) - 1);
    }

    /// <summary>Something other than a kill explains further calls.</summary>
    public void Explain(string operation, int calls = 1) => _explained[operation] = _explained.GetValueOrDefault(operation) + calls;

    public async Task AssertOneCompletedRunAsync()
    {
        var view = await _stack.UntilAsync(_person.InstanceId, view => view["deliveries"]![0]!["state"]!.GetValue<string>() == "delivered");
        var events = (await _stack.TakeEventsAsync()).Where(published => published["subject"]!.GetValue<string>() == _person.InstanceId).ToArray();
        Assert.All(events, published => Assert.Equal("Completed", published["data"]!["outcome"]!.GetValue<string>()));
        Assert.Single(events.Select(published => published["id"]!.GetValue<string>()).Distinct());
        Assert.Equal("Completed", view["outcome"]!["kind"]!.GetValue<string>());
        Assert.Equal(1, view["run"]!.GetValue<int>());
    }

    /// <summary>Every call has a reason: the work itself, the kill, or what the scene explained.</summary>
    public async Task AssertCallsAreExplainedAsync()
    {
        foreach (var calls in (await _stack.CallsAsync()).Where(call => Number(call) > _mark).GroupBy(call => call["operation"]!.GetValue<string>()))
        {
            Assert.All(calls, call => Assert.True(call["signature_ok"]!.GetValue<bool>()));
            Assert.InRange(calls.Count(), 1, _explained.GetValueOrDefault(calls.Key) + _kills);
        }
    }

    private static long Number(JsonNode call) => call["number"]!.GetValue<long>();
}
