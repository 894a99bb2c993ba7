using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OnboardingFlow.WeChatPay.Tests.Doubles;

/// <summary>One host of WeChat Pay on loopback that answers whatever a test wants, signed or not.</summary>
internal sealed class StubHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubHost(WebApplication app) => _app = app;

    public PlatformSide Platform { get; init; } = new();

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    public Func<StubRequest, HttpContext, Task> Handler { get; set; } = (_, _) => throw new InvalidOperationException("The test expects no call.");

    public Uri Address { get; private set; } = null!;

    public static async Task<StubHost> StartAsync(PlatformSide? platform = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
        var app = builder.Build();
        var host = new StubHost(app) { Platform = platform ?? new PlatformSide() };
        app.Run(host.HandleAsync);
        await app.StartAsync();
        host.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return host;
    }

    /// <summary>Answers, signed, the same to every call.</summary>
    public StubHost Answers(int status, string json)
    {
        Handler = (_, http) => WriteAsync(http, status, json);
        return this;
    }

    public async Task WriteAsync(HttpContext http, int status, string json, bool sign = true, Action<IHeaderDictionary>? change = null, DateTimeOffset? at = null)
    {
        var body = Encoding.UTF8.GetBytes(json);
        http.Response.StatusCode = status;
        http.Response.Headers["Request-ID"] = "REQ-1";
        if (sign)
        {
            foreach (var (name, value) in Platform.Sign(body, at ?? DateTimeOffset.UtcNow))
            {
                http.Response.Headers[name] = value;
            }
        }

        http.Response.ContentType = body.Length > 0 ? "application/json; charset=utf-8" : null;
        change?.Invoke(http.Response.Headers);
        if (status != StatusCodes.Status204NoContent)
        {
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body);
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var request = new StubRequest(
            http.Request.Method,
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        Requests.Enqueue(request);
        await Handler(request, http);
    }
}
