using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>What a client may ask of the web server. Routes set smaller limits of their own.</summary>
internal static class KestrelLimits
{
    private const int Kibibyte = 1024;

    public static void AddKestrelLimits(this WebApplicationBuilder builder) => builder.WebHost
        .UseKestrelHttpsConfiguration()
        .UseUrls(builder.Configuration["Http:Urls"] ?? "http://127.0.0.1:7080")
        .ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
            kestrel.Limits.MaxRequestBodySize = 128 * Kibibyte;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * Kibibyte;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        });
}
