using System.Diagnostics;
using System.Globalization;

namespace OnboardingFlow.LocalHost.Tests.Running;

/// <summary>The built program as a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> errors;

    private HostProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    /// <summary>Starts it in an empty working folder, with no settings but these.</summary>
    public static HostProcess Start(string workingFolder, params IEnumerable<string> args) => StartWith([], workingFolder, args);

    /// <summary>Starts it so, with these environment variables.</summary>
    public static HostProcess StartWith(Dictionary<string, string> environment, string workingFolder, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = workingFolder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "OnboardingFlow.LocalHost.dll"));
        foreach (var argument in args)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal) || name.StartsWith("ONBOARDINGFLOW_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string[] Errors)> RunAsync(string workingFolder, params IEnumerable<string> args)
    {
        using var host = Start(workingFolder, args);
        return (await host.EndAsync(), await host.ErrorsAsync());
    }

    /// <summary>The next line on stdout that isn't a log line of a lower part; null at the end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await process.StandardOutput.ReadLineAsync(patience.Token);
    }

    /// <summary>Reads on until it says that it is ready, and returns the address that it gives.</summary>
    public async Task<Uri> ReadyAsync()
    {
        const string Ready = "OnboardingFlow is ready on ";
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                return new Uri(line[Ready.Length..]);
            }
        }

        throw new InvalidOperationException($"It ended instead: {string.Join('\n', lines.Concat(await ErrorsAsync()))}");
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await ReadLineAsync() is not null)
        {
            // What it still has to say must not block it.
        }

        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async Task<string[]> ErrorsAsync() => (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
