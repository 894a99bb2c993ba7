using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Tests.Shared;

/// <summary>An HTTP server of a test's own, on a port of 127.0.0.1 that the system picks as it listens: nobody else can take it in between.</summary>
internal sealed class LoopbackServer : IAsyncDisposable, IDisposable
{
    private readonly WebApplication _app;

    /// <param name="answer">Answers every call.</param>
    public LoopbackServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(answer);
        _app.Start();
        Address = new Uri(_app.Urls.Single());
    }

    public Uri Address { get; }

    /// <summary>The whole body of a call.</summary>
    public static async Task<byte[]> BodyOfAsync(HttpContext call)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body, call.RequestAborted);
        return body.ToArray();
    }

    public void Dispose() => ((IDisposable)_app).Dispose();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
