using System.Net.Security;
using Azure.Core.Pipeline;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>The HTTP connections to the vault.</summary>
internal static class VaultTransport
{
    // Enough for 300 operations a second at 200 ms each; a vault far away answers in less.
    private const int Connections = 64;

    // So that a change of the vault's address in DNS is followed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static HttpClientTransport Create(VaultOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            MaxConnectionsPerServer = Connections,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
        };
        if (options.TrustedCertificateFile is { Length: > 0 } file)
        {
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, errors) => TrustedCertificate.Accepts(file, presented, errors),
            };
        }

        // The pipeline has its own time-out for each attempt.
        return new HttpClientTransport(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
    }
}
