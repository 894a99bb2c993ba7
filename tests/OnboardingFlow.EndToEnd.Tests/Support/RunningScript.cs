using System.Diagnostics;
using System.Globalization;
using System.Text;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary><c>./run.sh</c> under way; what it prints is kept.</summary>
internal sealed class RunningScript : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (string Text, TaskCompletionSource Printed)? _awaited;

    private RunningScript(Process process)
    {
        _process = process;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _ended.TrySetResult();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

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
        var printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
        {
            _awaited = (text, printed);
        }

        Keep(null);
        await Task.WhenAny(printed.Task, _ended.Task).WaitAsync(cancellationToken);
        if (!printed.Task.IsCompleted)
        {
            throw new InvalidOperationException($"It ended without printing '{text}':\n{Output}");
        }
    }

    /// <summary>Ctrl-C; returns the exit code.</summary>
    public async Task<int> InterruptAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
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
            using var kill = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            if (line is not null)
            {
                _output.AppendLine(line);
            }

            if (_awaited is { } awaited && _output.ToString().Contains(awaited.Text, StringComparison.Ordinal))
            {
                awaited.Printed.TrySetResult();
            }
        }
    }
}
