using System.Net;
using System.Net.Sockets;
using System.Text;
using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>LocalHost is asked to stop (SIGTERM) while everything is under way, and started again.</summary>
public sealed class GracefulStopTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_under_load_ends_in_order_and_loses_nobody()
    {
        await using var stack = await Stack.StartAsync("--RequestQueue:VisibilityTimeout=00:00:05");
        var emulator = new EmulatorControl(stack.WeChatPay);
        var queued = Enumerable.Range(0, 60).Select(_ => Person.New()).ToArray();
        var posted = Enumerable.Range(0, 40).Select(_ => Person.New()).ToArray();
        await emulator.HoldAsync("presign"); // Calls that hang when the stop comes, and would for longer than it may take.
        using var unfinished = await BeginRequestAsync(stack.Api.BaseAddress!);
        await Task.WhenAll(queued.Select(person => stack.SendAsync(person.Json())));
        var posts = Task.WhenAll(posted.Select(person => AcceptedAsync(stack, person)));
        await emulator.UntilHeldAsync("presign");

        var code = await stack.StopHostAsync();

        Assert.True(code == 0, stack.HostOutput);
        Assert.False(File.Exists(Path.Combine(stack.HostFolder, "localhost.json")));
        Assert.Contains("Engine stopped", stack.HostOutput, StringComparison.Ordinal); // Said after the last commit.
        await emulator.ClearFaultsAsync();
        await stack.StartHostAsync();
        var accepted = await posts;
        foreach (var person in queued.Concat(posted.Where((_, at) => accepted[at])))
        {
            await stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        }
    }

    /// <summary>Whether the host took the request; one that it refused, or never answered, it doesn't owe anything.</summary>
    private static async Task<bool> AcceptedAsync(Stack stack, Person person)
    {
        try
        {
            using var answer = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(person.Json()), Stop);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A client that sends half of its request and then nothing more.</summary>
    private static async Task<TcpClient> BeginRequestAsync(Uri host)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host.Host, host.Port, Stop);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/onboardings HTTP/1.1\r\nHost: {host.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"), Stop);
        return client;
    }
}
