using System.Diagnostics;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.LocalHost.Tests.Deployment;

/// <summary>scripts/publish.sh chooses how to publish by what the feed carries; with ONBOARDING_TESTS=long it really publishes, too.</summary>
public sealed class PublishScriptTests : IDisposable
{
    /// <summary>Stands for dotnet: answers the restore as told, writes down what else it is asked for.</summary>
    private const string Dotnet = """
        #!/bin/sh
        case "$1" in
          msbuild) echo 1.2.3 ;;
          restore) cat "$ANSWER"; [ ! -s "$ANSWER" ] ;;
          publish) echo "$*" >> "$ASKED"; while [ "$1" != -o ]; do shift; done; mkdir -p "$2" ;;
        esac
        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "--self-contained -p:PublishSingleFile=true", "one file a program, .NET included")]
    [InlineData("error NU1101: Unable to find package Microsoft.NETCore.App.Runtime.linux-x64.", "--no-self-contained", "needs the ASP.NET Core runtime 10")]
    [InlineData("error NU1102: Unable to find package Microsoft.AspNetCore.App.Runtime.linux-x64 with version", "--no-self-contained", "needs the ASP.NET Core runtime 10")]
    public async Task It_includes_dotnet_where_the_feed_carries_it_and_says_which_it_became(string restored, string mode, string told)
    {
        var (code, output) = await RunAsync(restored, "--runtime", "linux-x64", "--output", folder.File("out"));

        Assert.True(code == 0, output);
        Assert.Contains(told, output, StringComparison.Ordinal);
        var asked = await File.ReadAllLinesAsync(folder.File("asked"), TestContext.Current.CancellationToken);
        Assert.Equal(2, asked.Length);
        Assert.All(asked, line => Assert.Contains(mode, line, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(folder.File("out"), "onboardingflow.service")));
    }

    [Fact]
    public async Task Another_fault_of_the_feed_is_told_and_nothing_is_published()
    {
        var (code, output) = await RunAsync("error NU1301: Unable to load the service index for source", "--runtime", "linux-x64", "--output", folder.File("out"));

        Assert.Equal(1, code);
        Assert.Contains("NU1301", output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("asked")));
    }

    [Fact]
    public async Task It_overwrites_nothing()
    {
        var (code, output) = await RunAsync("", "--output", folder.Path);

        Assert.Equal(2, code);
        Assert.Contains("is there already", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_publishes_runs()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ONBOARDING_TESTS") == "long", "Publishing takes minutes: run with ONBOARDING_TESTS=long.");
        var published = folder.File("out");

        var (code, output) = await RunAsync(null, "--output", published);

        Assert.True(code == 0, output);
        var host = await RunAsync(new ProcessStartInfo(Path.Combine(published, "OnboardingFlow.LocalHost"), ["--help"]));
        Assert.True(host.Code == 0, host.Output);
        var command = await RunAsync(new ProcessStartInfo(Path.Combine(published, "onboarding"), ["--help"]));
        Assert.True(command.Code == 0, command.Output);
        var unreadable = await RunAsync(new ProcessStartInfo("find", [published, "-not", "-perm", "-o=r"]));
        Assert.Equal((0, ""), unreadable);
    }

    private Task<(int Code, string Output)> RunAsync(string? restored, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Repository.Root, "scripts", "publish.sh"), .. arguments]);
        if (restored is not null)
        {
            File.WriteAllText(folder.File("answer"), restored);
            File.WriteAllText(folder.File("dotnet"), Dotnet);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder.File("dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            start.Environment["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
            start.Environment["ANSWER"] = folder.File("answer");
            start.Environment["ASKED"] = folder.File("asked");
        }

        return RunAsync(start);
    }

    private static async Task<(int Code, string Output)> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
