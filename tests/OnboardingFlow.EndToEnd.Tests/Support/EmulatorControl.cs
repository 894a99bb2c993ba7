using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>Holds calls to one of the two emulators: they arrive, and nobody answers until the caller is gone.</summary>
internal sealed class EmulatorControl(HttpClient emulator)
{
    /// <summary>So many calls that a hold never runs out.</summary>
    private const int WithoutEnd = 100_000;

    private static readonly Uri _faults = new("_emulator/faults", UriKind.Relative);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The next call of this kind goes wrong so.</summary>
    public Task FaultAsync(string on, string action, int delayMs = 0) => Stack.FaultAsync(emulator, on, action, delayMs);

    /// <summary>Calls of this kind aren't answered from now on.</summary>
    public Task HoldAsync(string on) => Stack.FaultAsync(emulator, on, "never", count: WithoutEnd);

    /// <summary>Waits until a call of this kind is held.</summary>
    public async Task UntilHeldAsync(string on)
    {
        for (var look = 0; await HeldAsync(on) == 0; look++)
        {
            Assert.True(look < 3000, $"No call '{on}' came within a minute.");
            await Task.Delay(20, Stop);
        }
    }

    /// <summary>How many calls of this kind were held.</summary>
    public async Task<int> HeldAsync(string on) => (await emulator.GetFromJsonAsync<JsonArray>(_faults, Stop))!
        .Where(fault => fault!["on"]!.GetValue<string>() == on && fault["action"]!.GetValue<string>() == "never")
        .Sum(fault => WithoutEnd - fault!["count"]!.GetValue<int>());

    public Task ClearFaultsAsync() => Stack.ClearFaultsAsync(emulator);
}
