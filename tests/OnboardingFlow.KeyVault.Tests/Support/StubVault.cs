using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OnboardingFlow.KeyVault.Tests.Support;

/// <summary>An HTTPS server on loopback that answers as a test says: for what an honest vault or emulator never does.</summary>
internal sealed class StubVault : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<Seen> _requests = new();

    private StubVault(TimeProvider time, Func<HttpContext, Task> answer, string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        CertificateFile = Path.Combine(Path.GetTempPath(), $"stub-vault-{Guid.NewGuid():N}.pem");
        File.WriteAllText(CertificateFile, _certificate.ExportCertificatePem());

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(async context =>
        {
            _requests.Enqueue(new Seen(context.Request.Method, context.Request.Path, context.Request.Headers.Authorization.ToString(), time.GetUtcNow()));
            await answer(context);
        });
    }

    public string CertificateFile { get; }

    public Uri Address => new(_app.Urls.Single() + "/");

    public IReadOnlyList<Seen> Requests => [.. _requests];

    public static async Task<StubVault> StartAsync(Func<HttpContext, Task> answer, TimeProvider? time = null, string host = "localhost")
    {
        var vault = new StubVault(time ?? TimeProvider.System, answer, host);
        await vault._app.StartAsync(TestContext.Current.CancellationToken);
        return vault;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        File.Delete(CertificateFile);
    }

    internal sealed record Seen(string Method, string Path, string Authorization, DateTimeOffset At);
}
