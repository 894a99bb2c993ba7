using System.Diagnostics;
using System.Text;

namespace OnboardingFlow.Tests.Shared;

/// <summary>What a process prints to both of its outputs, kept line by line as it comes.</summary>
internal sealed class ProcessOutput
{
    private readonly StringBuilder _lines = new();
    private (string Text, TaskCompletionSource Printed)? _awaited;

    /// <param name="process">Started, with both outputs redirected.</param>
    public ProcessOutput(Process process)
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All of it so far.</summary>
    public string Text
    {
        get
        {
            lock (_lines)
            {
                return _lines.ToString();
            }
        }
    }

    /// <summary>Ends when it has printed this. One is waited for at a time.</summary>
    public Task PrintedAsync(string text)
    {
        var printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lines)
        {
            _awaited = (text, printed);
        }

        Keep(null);
        return printed.Task;
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            if (line is not null)
            {
                _lines.AppendLine(line);
            }

            if (_awaited is { } awaited && _lines.ToString().Contains(awaited.Text, StringComparison.Ordinal))
            {
                _awaited = null;
                awaited.Printed.TrySetResult();
            }
        }
    }
}
