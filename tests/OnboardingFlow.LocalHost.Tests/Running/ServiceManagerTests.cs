using System.Net.Sockets;
using System.Text;
using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Tests.Running;

/// <summary>The host as systemd runs it: with a socket to be told at.</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Socket told = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public ServiceManagerTests() => told.Bind(new UnixDomainSocketEndPoint(folder.File("notify")));

    public void Dispose()
    {
        told.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task It_is_told_that_the_host_serves_and_that_it_stops()
    {
        using var host = HostProcess.StartWith(new() { ["NOTIFY_SOCKET"] = folder.File("notify") }, folder.Path, HostSettings.Write(folder));
        var url = await host.ReadyAsync();
        Assert.Equal("READY=1", await NextAsync());
        using var client = new HttpClient { BaseAddress = url };
        Assert.NotEmpty(await client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));

        host.Terminate();

        Assert.Equal("STOPPING=1", await NextAsync());
        Assert.Equal((int)ExitCode.Stopped, await host.EndAsync());
    }

    [Fact]
    public async Task Its_journal_gets_levels_unless_another_format_is_set()
    {
        Assert.Matches("^<[0-7]>", await FirstLogLineAsync());
        Assert.StartsWith("{", await FirstLogLineAsync("--Logging:Console:FormatterName=json"), StringComparison.Ordinal);
    }

    private async Task<string> FirstLogLineAsync(params string[] more)
    {
        using var host = HostProcess.StartWith(
            new() { ["NOTIFY_SOCKET"] = folder.File("notify") }, folder.Path, [.. HostSettings.Write(folder), "--Logging:LogLevel:Default=Information", .. more]);
        var line = await host.ReadLineAsync() ?? string.Join('\n', await host.ErrorsAsync());
        host.Terminate();
        await host.EndAsync();
        return line;
    }

    private async Task<string> NextAsync()
    {
        var buffer = new byte[256];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        return Encoding.UTF8.GetString(buffer, 0, await told.ReceiveAsync(buffer, patience.Token));
    }
}
