using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>The running system in a test's words.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly SystemProcesses _system;

    private Stack(SystemProcesses system, StorageGate? gate = null) => (_system, Gate) = (system, gate);

    /// <summary>Between LocalHost and the queues, where there is one.</summary>
    public StorageGate? Gate { get; }

    public string Folder => _system.Folder;

    public string HostFolder => _system.HostFolder;

    public string AzuriteFolder => _system.Azurite.Folder;

    public string Storage => _system.Storage;

    /// <summary>The host's API, with the key that it made at its first start.</summary>
    public HttpClient Api => _system.Api;

    /// <summary>The WeChat Pay emulator's control API.</summary>
    public HttpClient WeChatPay => _system.WeChatPay;

    /// <summary>The Key Vault emulator: its control API and, with any token, its keys.</summary>
    public HttpClient KeyVault => _system.KeyVault;

    /// <summary>Everything that LocalHost printed, in all its lives.</summary>
    public string HostOutput => _system.HostOutput;

    public string ApiKey => Api.DefaultRequestHeaders.Authorization!.Parameter!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Stack> StartAsync(params string[] hostSettings) => new(await SystemProcesses.StartAsync(hostSettings, Stop));

    /// <summary>With everything that LocalHost tells of itself sent to a collector.</summary>
    public static async Task<Stack> StartTracedAsync(OtlpCollector collector, params string[] hostSettings) =>
        new(await SystemProcesses.StartAsync(hostSettings, Stop, hostEnvironment: collector.Environment));

    /// <summary>With a gate between LocalHost and the queues.</summary>
    public static async Task<Stack> StartBehindGateAsync(params string[] hostSettings)
    {
        StorageGate? gate = null;
        var system = await SystemProcesses.StartAsync(hostSettings, Stop, azurite => (gate = new StorageGate(azurite.QueuePort)).Port);
        return new Stack(system, gate);
    }

    /// <summary>Starts LocalHost after a kill.</summary>
    public Task StartHostAsync() => _system.StartHostAsync(Stop);

    public bool HostHasExited => _system.Host.HasExited;

    /// <summary>SIGKILL.</summary>
    public Task KillHostAsync() => _system.Host.KillAsync();

    /// <summary>See <see cref="ServerProcess.LimitFilesAsync"/>.</summary>
    public Task LimitHostFilesAsync(long? bytes) => _system.Host.LimitFilesAsync(bytes, Stop);

    /// <summary>SIGTERM; returns the exit code.</summary>
    public Task<int> StopHostAsync() => _system.Host.StopAsync(Stop);

    public QueueClient Queue(string name) => new(Storage, name);

    public async Task SendAsync(string body) => await Queue("onboarding-requests").SendMessageAsync(body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: Stop);

    /// <summary>Waits until a look at the onboarding satisfies; fails with what it saw last.</summary>
    public async Task<JsonNode> UntilAsync(string id, Func<JsonNode, bool> satisfies)
    {
        JsonNode? seen = null;
        for (var look = 0; look < 600; look++)
        {
            seen = await TryGetAsync($"api/onboardings/{id}");
            if (seen is not null && satisfies(seen))
            {
                return seen;
            }

            await Task.Delay(100, Stop);
        }

        throw new InvalidOperationException($"{id} didn't come that far within a minute; last seen: {seen?.ToJsonString()}\n{HostOutput}");
    }

    public Task<JsonNode> UntilStepAsync(string id, string step) => UntilAsync(id, view => view["step"]!.GetValue<string>() == step);

    public async Task<JsonNode> UntilOutcomeAsync(string id) => (await UntilAsync(id, view => view["outcome"] is not null))["outcome"]!;

    /// <summary>The person signs, as soon as there is a token.</summary>
    public async Task SignAsync(string id, string organization, string user)
    {
        await UntilStepAsync(id, "AwaitingContract");
        using var answer = await WeChatPay.PostAsync(new Uri($"_emulator/users/{organization}/{user}/sign", UriKind.Relative), null, Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes the next calls of a kind go wrong, or slow.</summary>
    public static async Task FaultAsync(HttpClient emulator, string on, string action, int delayMs = 0, int status = 500, int count = 1, string? code = null)
    {
        var fault = new JsonObject { ["on"] = on, ["action"] = action, ["count"] = count, ["status"] = status, ["code"] = code, ["delay_ms"] = delayMs };
        using var answer = await emulator.PostAsync(new Uri("_emulator/faults", UriKind.Relative), Json(fault.ToJsonString()), Stop);
        answer.EnsureSuccessStatusCode();
    }

    public static async Task ClearFaultsAsync(HttpClient emulator)
    {
        using var answer = await emulator.DeleteAsync(new Uri("_emulator/faults", UriKind.Relative), Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The person does what the control API calls so.</summary>
    public async Task PersonAsync(Person person, string act)
    {
        using var answer = await WeChatPay.PostAsync(
            new Uri($"_emulator/users/{Person.Organization}/{person.OutUserId}/{act}", UriKind.Relative), null, Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until every request on the queue was taken, for whatever it became.</summary>
    public async Task UntilRequestsAreTakenAsync()
    {
        var queue = Queue("onboarding-requests");
        for (var look = 0; look < 600; look++)
        {
            if ((await queue.GetPropertiesAsync(Stop)).Value.ApproximateMessagesCount == 0)
            {
                return;
            }

            await Task.Delay(100, Stop);
        }

        throw new InvalidOperationException($"The request queue isn't empty after a minute.\n{HostOutput}");
    }

    /// <summary>Calls that WeChat Pay has seen.</summary>
    public async Task<IReadOnlyList<JsonNode>> CallsAsync()
    {
        var answer = await WeChatPay.GetFromJsonAsync<JsonNode>(new Uri("_emulator/calls?after=0", UriKind.Relative), Stop);
        return [.. (answer as JsonArray ?? answer!["calls"]!.AsArray()).Select(call => call!)];
    }

    /// <summary>Every event published so far, taken off the events queue.</summary>
    public async Task<IReadOnlyList<JsonNode>> TakeEventsAsync()
    {
        var events = new List<JsonNode>();
        var queue = Queue("onboarding-events");
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromHours(1), Stop)).Value is { Length: > 0 } messages)
        {
            events.AddRange(messages.Select(message => JsonNode.Parse(message.Body.ToString())!));
        }

        return events;
    }

    public static HttpContent Json(string body) => new StringContent(body, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        await (Gate?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<JsonNode?> TryGetAsync(string path)
    {
        try
        {
            using var answer = await Api.GetAsync(new Uri(path, UriKind.Relative), Stop);
            return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Stop);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError != HttpRequestError.Unknown)
        {
            return null; // Between a kill and the restart nobody answers.
        }
    }
}
