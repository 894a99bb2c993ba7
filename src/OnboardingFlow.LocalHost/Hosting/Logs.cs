using Microsoft.Extensions.Logging.Console;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>Logs to the console, one line each; <c>Logging:Console:FormatterName</c> <c>json</c> makes them JSON. Levels are in appsettings.json. Scopes carry trace id, instance id and message id.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.Configure(logs => logs.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            // A console that nobody reads must not hold up the work: beyond this many lines, new ones are dropped and counted.
            console.MaxQueueLength = 10_000;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    }
}
