using System.Diagnostics;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary><c>./run.sh</c> under way; what it prints is kept.</summary>
internal sealed class RunningScript : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ProcessOutput _output;

    private RunningScript(Process process) => (_process, _output) = (process, new ProcessOutput(process));

    public string Output => _output.Text;

    /// <param name="arguments">Its arguments.</param>
    /// <param name="path">Another PATH than this process's.</param>
    public static RunningScript Start(IEnumerable<string> arguments, string? path = null)
    {
        // Where these tests run in the background, Ctrl-C is ignored by all that they start unless that is undone.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", "/bin/bash", Path.Combine(Repository.Root, "run.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        return new RunningScript(Process.Start(start)!);
    }

    /// <summary>Waits until it has printed this.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public async Task UntilPrintedAsync(string text, CancellationToken cancellationToken)
    {
        var printed = _output.PrintedAsync(text);
        await Task.WhenAny(printed, _process.WaitForExitAsync(cancellationToken)).WaitAsync(cancellationToken);
        if (!printed.IsCompleted)
        {
            throw new InvalidOperationException($"It ended without printing '{text}':\n{Output}");
        }
    }

    /// <summary>Ctrl-C; returns the exit code.</summary>
    public async Task<int> InterruptAsync(CancellationToken cancellationToken)
    {
        await _process.SignalAsync("INT", cancellationToken);
        return await UntilEndedAsync(cancellationToken);
    }

    /// <summary>Returns the exit code.</summary>
    public async Task<int> UntilEndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await _process.SignalAsync("TERM", CancellationToken.None);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
