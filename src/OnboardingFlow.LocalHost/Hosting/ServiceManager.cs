using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>
/// A service manager that asks for it (systemd's <c>Type=notify</c>) is told when the host serves and when it stops, and gets logs with the journal's
/// levels. However the host is run, a stop has its limit.
/// </summary>
internal static class ServiceManager
{
    /// <summary>
    /// How long a stop may take: requests, messages and activities under way end by themselves or are let go, and run again after the next start. What is
    /// done is committed afterwards in any case.
    /// </summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(9);

    private const string NotifySocket = "NOTIFY_SOCKET";

    public static void AddServiceManager(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);

        // Not AddSystemd: it looks for a parent process named systemd, which ProtectProc=invisible hides, and then does nothing (dotnet/runtime#125368).
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(NotifySocket)))
        {
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
            services.AddSingleton<IHostLifetime, SystemdLifetime>();
            services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = configuration["Logging:Console:FormatterName"] ?? ConsoleFormatterNames.Systemd);
        }
    }
}
