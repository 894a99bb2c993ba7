using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary><c>./run.sh</c> as a newcomer runs it, with ports and a data folder of its own.</summary>
public sealed class RunScriptTests : IDisposable
{
    private const int Ports = 6;

    private readonly int _portBase = FreePortBase();
    private readonly string _data = Directory.CreateTempSubdirectory("onboarding-run-").FullName;

    [Fact]
    public async Task One_command_onboards_the_sample_and_leaves_nothing_behind_and_yesterdays_data_goes_on()
    {
        var first = await RunAsync("--once");
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Contains("Outcome: Completed", first.Output, StringComparison.Ordinal);
        Assert.Equal([], Listening());

        var second = await RunAsync("--once", "--keep-data");
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Contains("Outcome: Completed", second.Output, StringComparison.Ordinal);
        Assert.Equal([], Listening());
    }

    [Fact]
    public async Task Ctrl_C_ends_everything_that_it_started()
    {
        await using var script = RunningScript.Start(Arguments());
        await script.UntilPrintedAsync("Everything keeps running", TestContext.Current.CancellationToken);
        Assert.Equal(Ports, Listening().Length);
        Assert.Contains($"http://127.0.0.1:{_portBase}/", script.Output, StringComparison.Ordinal);

        Assert.Equal(130, await script.InterruptAsync(TestContext.Current.CancellationToken));
        Assert.Equal([], Listening());
    }

    [Theory]
    [InlineData("--port-base", "80", "--port-base")]
    [InlineData("--request", "no-such-file.json", "no-such-file.json")]
    [InlineData("--what", "ever", "--what")]
    public async Task A_wrong_argument_is_told_in_one_line(string option, string value, string named)
    {
        var run = await RunAsync(option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_its_own_is_left_alone()
    {
        var letter = Path.Combine(_data, "letter.txt");
        await File.WriteAllTextAsync(letter, "dear", TestContext.Current.CancellationToken);

        var run = await RunAsync("--once", "--data", _data);

        Assert.Equal(2, run.ExitCode);
        Assert.True(File.Exists(letter));
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, _portBase + 2);
        taken.Start();

        var run = await RunAsync("--once");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            (_portBase + 2).ToString(CultureInfo.InvariantCulture), Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet", ".NET SDK")]
    [InlineData("node", "Node.js")]
    public async Task A_tool_that_is_missing_is_told_in_one_line(string missing, string named)
    {
        // The PATH holds everything that the script may use but the missing one.
        var tools = Directory.CreateDirectory(Path.Combine(_data, "tools")).FullName;
        foreach (var tool in (string[])["bash", "cat", "cmp", "cp", "dirname", "dotnet", "env", "grep", "head", "mkdir", "node", "npm", "realpath", "rm", "sed", "seq", "sleep", "tr"])
        {
            if (tool != missing && Find(tool) is { } path)
            {
                File.CreateSymbolicLink(Path.Combine(tools, tool), path);
            }
        }

        await using var script = RunningScript.Start(Arguments("--once"), path: tools);

        Assert.Equal(1, await script.UntilEndedAsync(TestContext.Current.CancellationToken));
        Assert.Contains(named, Assert.Single(script.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);

    private static int FreePortBase()
    {
        while (true)
        {
            var candidate = Random.Shared.Next(20_000, 30_000);
            if (Enumerable.Range(candidate, Ports).All(IsFree))
            {
                return candidate;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private int[] Listening() => [.. Enumerable.Range(_portBase, Ports).Where(port => !IsFree(port))];

    private string[] Arguments(params string[] arguments) =>
        ["--port-base", _portBase.ToString(CultureInfo.InvariantCulture), "--data", Path.Combine(_data, "data"), .. arguments];

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var script = RunningScript.Start(Arguments(arguments));
        return (await script.UntilEndedAsync(TestContext.Current.CancellationToken), script.Output);
    }
}
