using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Hosting;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.LocalHost.Tests.Running;

public sealed class CrashTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_fault_that_nobody_catches_is_told_by_type_and_place_and_its_text_is_nowhere()
    {
        var signals = Directory.CreateDirectory(folder.File("signals")).FullName;
        using var host = HostProcess.StartWith(
            new Dictionary<string, string>
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(CrashTests).Assembly.Location,
                [StartupHook.FolderVariable] = signals,
            },
            folder.Path,
            HostSettings.Write(folder));
        await host.ReadyAsync();

        await File.WriteAllTextAsync(folder.File("written"), string.Join(' ', PlantedValues.All.Values), TestContext.Current.CancellationToken);
        File.Move(folder.File("written"), Path.Combine(signals, StartupHook.FileName));
        var lines = new List<string>();
        while (await host.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        Assert.Equal((int)ExitCode.Fault, await host.EndAsync());
        var told = string.Join('\n', lines.Concat(await host.ErrorsAsync()));
        Assert.Contains("Unexpected fault: System.InvalidOperationException", told, StringComparison.Ordinal);
        Assert.Contains("caused by System.FormatException", told, StringComparison.Ordinal);
        Assert.Contains("CrashWhenTold", told, StringComparison.Ordinal);
        var search = new LeakSearch(PlantedValues.All);
        search.Look("the output", told);
        search.LookAtFolder(folder.File("data"));
        Assert.Empty(search.Found);
    }

    [Fact]
    public void The_text_of_an_exception_of_our_own_is_shown_and_no_other()
    {
        var text = FaultText.Of(new ActivityException(ErrorTypes.Configuration, "set the key", new FormatException("13791357913")));

        Assert.Contains("set the key", text, StringComparison.Ordinal);
        Assert.DoesNotContain("13791357913", text, StringComparison.Ordinal);
    }
}
