using Microsoft.Extensions.Options;
using OnboardingFlow.LocalHost.Commands;
using OnboardingFlow.LocalHost.Sqlite;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>One run of the program, from its arguments to its exit code.</summary>
internal static class HostRun
{
    /// <summary>Runs it. What is wrong at the start is told on stderr, a line each.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Func<Arguments, Task> run)
    {
        FaultText.TellWhatNobodyCatches();
        try
        {
            if (CommandLine.Run(args) is { } ended)
            {
                return (int)ended;
            }

            var arguments = Arguments.Parse(args);
            if (arguments.Help)
            {
                Console.WriteLine(Arguments.Usage);
                return (int)ExitCode.Stopped;
            }

            await run(arguments);
            return (int)ExitCode.Stopped;
        }
        catch (Exception e) when (StartFaults.Sort(e) is { } known)
        {
            foreach (var line in known.Lines)
            {
                await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));
            }

            return (int)known.Code;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync($"Unexpected fault: {FaultText.Of(e)}");
            return (int)ExitCode.Fault;
        }
    }

    /// <summary>Starts, says so, and serves until it is asked to stop (Ctrl-C, SIGTERM).</summary>
    public static async Task ServeAsync(this WebApplication app, DataFolder folder)
    {
        ReadyFile.Remove(folder.Path);
        app.Services.GetService<IStartupValidator>()?.Validate(); // Wrong settings are told before anything is opened.
        app.Services.OpenSqliteStores();
        await StartAsync(app);

        var url = app.Urls.First();
        new ReadyFile(url, Environment.ProcessId).Write(folder.Path);
        app.Lifetime.ApplicationStopping.Register(() => ReadyFile.Remove(folder.Path));
        Console.WriteLine($"OnboardingFlow is ready on {url}");
        await app.WaitForShutdownAsync();

        // A background service that breaks stops the host: whoever started it should see that.
        if (app.Services.GetServices<IHostedService>().OfType<BackgroundService>().FirstOrDefault(service => service.ExecuteTask?.IsFaulted == true) is { } broken)
        {
            throw new StartException(ExitCode.Fault, $"Stopped because {broken.GetType().Name} broke; the log has the cause.");
        }
    }

    /// <summary>A part that can't start takes those that did back down in their order.</summary>
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }
}
