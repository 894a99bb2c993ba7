using System.Diagnostics;
using System.Globalization;

namespace OnboardingFlow.Tests.Shared;

/// <summary>A program of ours as a process of its own; what it prints is kept, to be searched and shown.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>A write beyond <see cref="LimitFilesAsync"/> fails then, as one to a full disk does, and doesn't end the program.</summary>
    private static readonly string[] FullDiskIsAnError = OperatingSystem.IsLinux() ? ["--ignore-signal=XFSZ"] : [];

    private readonly Process _process;
    private readonly ProcessOutput _output;

    private ServerProcess(Process process) => (_process, _output) = (process, new ProcessOutput(process));

    public string Output => _output.Text;

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program and waits until it has written its ready file.</summary>
    public static async Task<ServerProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        string readyFile,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        // One that a killed process has left is older; it stays, for it belongs to whoever may still run.
        var before = File.GetLastWriteTimeUtc(readyFile);
        var start = new ProcessStartInfo("/usr/bin/env", [.. FullDiskIsAnError, "dotnet", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(readyFile)!,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!);
        while (!File.Exists(readyFile) || File.GetLastWriteTimeUtc(readyFile) == before || new FileInfo(readyFile).Length == 0)
        {
            if (server.HasExited)
            {
                throw new InvalidOperationException($"{program} ended with {server.ExitCode}:\n{server.Output}");
            }

            await Task.Delay(50, cancellationToken);
        }

        return server;
    }

    /// <summary>From now on the program can write to no place of a file behind this; null: to any. What it printed to us is no file.</summary>
    public async Task LimitFilesAsync(long? bytes, CancellationToken cancellationToken)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var prlimit = Process.Start("prlimit", ["--pid", _process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}:unlimited"]);
        await prlimit.WaitForExitAsync(cancellationToken);
        if (prlimit.ExitCode != 0)
        {
            throw new InvalidOperationException($"prlimit ended with {prlimit.ExitCode}.");
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as a service manager stops a program; returns the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        await _process.SignalAsync("TERM", cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
