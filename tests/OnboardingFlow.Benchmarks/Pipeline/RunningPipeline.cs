using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>The system as processes, with what the benchmark does to it and reads from it.</summary>
internal sealed class RunningPipeline : IAsyncDisposable
{
    private const int SendsAtOnce = 16;

    private static readonly TimeSpan _countPause = TimeSpan.FromMilliseconds(100);

    private readonly SystemProcesses _system;

    private RunningPipeline(SystemProcesses system)
    {
        _system = system;
        VaultCalls = new CallLog(system.KeyVault);
    }

    public CallLog VaultCalls { get; }

    public HttpClient WeChatPay => _system.WeChatPay;

    public ProcessorTimes ProcessorTimes => ProcessorTimes.Of(_system);

    /// <param name="cancellationToken">Gives up the start.</param>
    /// <param name="hostEnvironment">Environment variables of LocalHost.</param>
    public static async Task<RunningPipeline> StartAsync(CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? hostEnvironment = null) =>
        new(await SystemProcesses.StartAsync(
            ["--Budget:OperationsPerSecond=100000"], cancellationToken, hostEnvironment: hostEnvironment)); // The vault's limit isn't what is measured.

    /// <summary>Puts messages on the request queue; given a time, they all become visible then, so that sending isn't measured.</summary>
    public async Task SendAsync(IReadOnlyList<string> bodies, DateTimeOffset? visibleAt, CancellationToken cancellationToken)
    {
        var queue = new QueueClient(_system.Storage, "onboarding-requests");
        await Parallel.ForEachAsync(
            bodies,
            new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce, CancellationToken = cancellationToken },
            async (body, stop) =>
            {
                var hidden = visibleAt is { } time ? TimeSpan.FromSeconds(Math.Round((time - DateTimeOffset.UtcNow).TotalSeconds)) : TimeSpan.Zero;
                if (hidden < TimeSpan.Zero)
                {
                    throw new InvalidOperationException("The messages couldn't be sent before they were to be taken: this machine is too busy.");
                }

                await queue.SendMessageAsync(body, hidden, TimeSpan.FromSeconds(-1), stop);
            });
    }

    /// <summary>Waits until that many onboardings have completed.</summary>
    public async Task UntilCompletedAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            var counts = await _system.Api.GetFromJsonAsync<JsonNode>(new Uri("api/counts", UriKind.Relative), cancellationToken);
            var ended = counts!["by_outcome"]!.AsArray();
            if (ended.FirstOrDefault(outcome => outcome!["outcome"]!.GetValue<string>() != "Completed") is { } other)
            {
                throw new InvalidOperationException($"An onboarding didn't complete: {other.ToJsonString()}\n{_system.HostOutput}");
            }

            if (ended.Sum(outcome => outcome!["count"]!.GetValue<int>()) >= count)
            {
                return;
            }

            await Task.Delay(_countPause, cancellationToken);
        }
    }

    /// <summary>Waits until that many ends have been published.</summary>
    public async Task UntilPublishedAsync(int count, CancellationToken cancellationToken)
    {
        var queue = new QueueClient(_system.Storage, "onboarding-events");
        while ((await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount < count)
        {
            await Task.Delay(_countPause, cancellationToken);
        }
    }

    /// <summary>Reads <c>/metrics</c>, as Prometheus does.</summary>
    public async Task ScrapeAsync(CancellationToken cancellationToken) =>
        await _system.Api.GetStringAsync(new Uri("metrics", UriKind.Relative), cancellationToken);

    /// <summary>Takes the published events away, as their consumer would: Azurite walks through all messages of all queues at each call.</summary>
    public async Task TakeEventsAsync(CancellationToken cancellationToken) =>
        await new QueueClient(_system.Storage, "onboarding-events").ClearMessagesAsync(cancellationToken);

    /// <summary>Tries to send a notification so far: each is signed.</summary>
    public async Task<int> NotificationTriesAsync(CancellationToken cancellationToken)
    {
        var notifications = await WeChatPay.GetFromJsonAsync<JsonArray>(new Uri("_emulator/notifications", UriKind.Relative), cancellationToken);
        return notifications!.Sum(notification => notification!["attempts"]!.AsArray().Count);
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();
}
