using System.Diagnostics;
using System.Globalization;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

/// <summary>A real process under load is killed by SIGKILL; this very executable, told to run one explicit test, is that process.</summary>
public sealed class ProcessKillTests
{
    private const int Kills = 50;
    private const string FolderVariable = "ENGINE_TESTS_KILL_FOLDER";

    [Fact]
    public async Task What_a_killed_process_acknowledged_is_there_and_ends_once()
    {
        using var folder = new TempFolder();
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < Kills; round++)
        {
            acknowledged.UnionWith(await RunUntilKilledAsync(folder.Path, answers: 1 + (round * 37 % 150)));
        }

        await using var f = Load(new EngineFixture(folder.Path), _ => { });
        await f.StartAsync();
        await f.Idle();

        Assert.True(acknowledged.Count >= 50 * Kills, $"only {acknowledged.Count} starts were acknowledged");
        foreach (var id in acknowledged)
        {
            var end = await f.Get(id);
            Assert.Equal((RuntimeStatus.Completed, $"{id}-a{id}-b"), (end.Status, end.Output));
            var history = Assert.Single(await f.Client.ReadHistoryAsync(id, EngineFixture.Cancel));
            Assert.Null(HistoryCheck.Replay(f.Registry, history));
            Assert.Equal(Enumerable.Range(0, history.Turns.Count), history.Turns.Select(t => t.Number));
            Assert.Equal([0, 1], history.Turns.SelectMany(t => t.Inputs).OfType<HistoryEvent.ActivityCompleted>().Select(c => c.TaskId));
        }

        var executed = (await File.ReadAllLinesAsync(Path.Combine(folder.Path, "executed"), EngineFixture.Cancel)).Where(l => l.EndsWith('.')).ToList();
        Assert.All(acknowledged, id => Assert.True(executed.Any(line => line.Contains($" {id}-a.", StringComparison.Ordinal)) || f.Ran.Any(r => r.Input == id + "-a")));
        Assert.All(executed.Distinct().GroupBy(line => line.Split(' ')[1]), calls => Assert.Single(calls));
    }

    /// <summary>The process that is killed: starts instances as fast as they are acknowledged, and says which were.</summary>
    [Fact(Explicit = true)]
    public async Task Load_until_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"{FolderVariable} names no folder.");
        using var executed = new StreamWriter(new FileStream(Path.Combine(folder, "executed"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        await using var f = Load(new EngineFixture(folder), line =>
        {
            lock (executed)
            {
                executed.Write(line + "\n");
            }
        });
        await f.StartAsync();
        await using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        foreach (var i in Enumerable.Range(0, 100_000))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"p{Environment.ProcessId}n{i}");
            await f.Start("o", id);
            await answers.WriteLineAsync("acknowledged " + id);
        }
    }

    private static EngineFixture Load(EngineFixture f, Action<string> executed) => f
        .Activity("note", (context, input, _) =>
        {
            executed($"{context.IdempotencyKey} {input}.");
            return Task.FromResult(input);
        })
        .Orchestration("o", async (context, _) =>
            await context.CallActivityAsync("note", context.InstanceId + "-a") + await context.CallActivityAsync("note", context.InstanceId + "-b"));

    private static async Task<List<string>> RunUntilKilledAsync(string folder, int answers)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["-method", $"{typeof(ProcessKillTests).FullName}.{nameof(Load_until_killed)}", "-explicit", "only", "-noColor"])
        {
            RedirectStandardOutput = true,
            Environment = { [FolderVariable] = folder },
        };
        using var process = Process.Start(start)!;
        var acknowledged = new List<string>();
        while (acknowledged.Count < answers && await process.StandardOutput.ReadLineAsync(EngineFixture.Cancel) is { } line)
        {
            Note(line);
        }

        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(EngineFixture.Cancel) is { } line)
        {
            Note(line);
        }

        await process.WaitForExitAsync(EngineFixture.Cancel);
        return acknowledged;

        void Note(string line)
        {
            if (line.StartsWith("acknowledged ", StringComparison.Ordinal))
            {
                acknowledged.Add(line["acknowledged ".Length..]);
            }
        }
    }
}
