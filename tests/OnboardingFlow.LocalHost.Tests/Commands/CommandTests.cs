using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine;
using OnboardingFlow.Engine.History;
using OnboardingFlow.LocalHost.Hosting;
using OnboardingFlow.LocalHost.Sqlite.Audit;
using OnboardingFlow.LocalHost.Sqlite.Index;
using OnboardingFlow.LocalHost.Tests.Running;

namespace OnboardingFlow.LocalHost.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => folder.File("data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backup_of_a_running_engine_is_restored_by_copying_it()
    {
        await using var engine = await StartAsync();
        await new SqliteOnboardingIndex(Data).DisposeAsync();
        await new SqliteAuditTrail(Data, TimeProvider.System).DisposeAsync();

        var (code, errors) = await HostProcess.RunAsync(folder.Path, "backup", folder.File("copy"), $"--Engine:DataDirectory={Data}");
        Assert.Equal((int)ExitCode.Stopped, code);
        Assert.Empty(errors);
        Assert.Equal(["audit.db", "engine.db", "index.db"], Directory.GetFiles(folder.File("copy")).Select(Path.GetFileName).Order());

        await using var restored = Engine(folder.File("copy"));
        await restored.StartAsync(Token);
        Assert.Equal("kept", (await restored.Client.GetAsync("i", Token))!.Output);
    }

    [Fact]
    public async Task A_backup_overwrites_none()
    {
        await using var engine = await StartAsync();
        Directory.CreateDirectory(folder.File("copy"));
        await File.WriteAllTextAsync(folder.File("copy/engine.db"), "another", Token);

        var (code, errors) = await HostProcess.RunAsync(folder.Path, "backup", folder.File("copy"), $"--Engine:DataDirectory={Data}");
        Assert.Equal((int)ExitCode.DataFolder, code);
        Assert.Contains("exists already", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Equal("another", await File.ReadAllTextAsync(folder.File("copy/engine.db"), Token));
    }

    [Fact]
    public async Task A_history_that_the_workflow_does_not_repeat_is_told()
    {
        await using var engine = await StartAsync();

        // The data folder's engine ran another orchestration than any of this release.
        var (code, _) = await HostProcess.RunAsync(folder.Path, "replay", "--add", "i", "--to", folder.File("histories"), $"--Engine:DataDirectory={Data}");
        Assert.Equal((int)ExitCode.Differs, code);
        var exported = HistoryFile.Read(await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder.File("histories"))), Token));
        Assert.Equal(("i", "theirs"), (exported.InstanceId, exported.Orchestration));
    }

    [Theory]
    [InlineData("backup needs the folder", "backup")]
    [InlineData("replay needs the files", "replay")]
    [InlineData("nowhere.json can't be read", "replay", "nowhere.json")]
    [InlineData("engine.db' can't be read", "replay", "--add", "i")]
    [InlineData("engine.db' can't be copied", "backup", "copy")]
    [InlineData("Unknown argument '--with-key'", "backup", "copy", "--with-key")]
    public async Task A_wrong_command_is_told_in_one_line(string told, params string[] args)
    {
        var (code, errors) = await HostProcess.RunAsync(folder.Path, args);

        Assert.NotEqual((int)ExitCode.Stopped, code);
        Assert.Contains(told, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recorded_histories_fit()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "histories"), "*.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);

        var (code, errors) = await HostProcess.RunAsync(folder.Path, ["replay", .. files]);
        Assert.Empty(errors);
        Assert.Equal((int)ExitCode.Stopped, code);
    }

    private async Task<DurableEngine> StartAsync()
    {
        var engine = Engine(Data);
        await engine.StartAsync(Token);
        await engine.Client.StartAsync(new StartInstance("theirs", "i", "kept"), Token);
        await engine.Client.WaitForEndAsync("i", Token);
        return engine;
    }

    private static DurableEngine Engine(string data) => new(
        new EngineOptions { DataDirectory = data },
        new DurableRegistry(new Dictionary<string, IOrchestration> { ["theirs"] = new Echo() }, new Dictionary<string, IActivity>(), "1"),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private sealed class Echo : IOrchestration
    {
        public Task<string?> RunAsync(IOrchestrationContext context, string? input) => Task.FromResult(input);
    }
}
