using System.Diagnostics;
using System.Text.Json;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>The executable itself.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("emulators-process-").FullName;

    private string AddressFile => Path.Combine(_directory, "emulators.json");

    private string[] Arguments => ["--data-directory", _directory, "--wechatpay-url", "http://127.0.0.1:0", "--keyvault-url=https://127.0.0.1:0"];

    [Fact]
    public async Task Killed_it_continues_and_asked_to_end_it_leaves_with_0()
    {
        string before;
        using (var first = await StartAsync())
        {
            (before, _) = await KeysAsync();
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var second = await StartAsync();
        Assert.Equal((before, "1900000001"), await KeysAsync());
        using var term = Process.Start("kill", ["-TERM", second.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, second.ExitCode);
        Assert.False(File.Exists(AddressFile));
    }

    [Theory]
    [InlineData("--notify-url=ftp://x", "Emulators:NotifyUrl")]
    [InlineData("--notify-ur=http://127.0.0.1:1/", "--notify-ur is unknown")]
    [InlineData("--token-lifetime=soon", "TokenLifetime")]
    public async Task A_wrong_argument_ends_with_2_and_says_which(string argument, string expected)
    {
        using var process = Launch([.. Arguments, argument]);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(expected, error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static Process Launch(string[] arguments)
    {
        var assembly = typeof(EmulatorHost).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { assembly }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Returns when it says where its settings are, which is its last line.</summary>
    private async Task<Process> StartAsync()
    {
        var process = Launch(Arguments);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("Settings", StringComparison.Ordinal))
            {
                return process;
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(string Keys, string? MchId)> KeysAsync()
    {
        var addresses = JsonDocument.Parse(await File.ReadAllTextAsync(AddressFile, TestContext.Current.CancellationToken)).RootElement;
        using var http = new HttpClient { BaseAddress = new Uri(addresses.GetProperty("wechat_pay").GetString()!) };
        return (await http.GetStringAsync("/_emulator/keys", TestContext.Current.CancellationToken), addresses.GetProperty("mchid").GetString());
    }
}
