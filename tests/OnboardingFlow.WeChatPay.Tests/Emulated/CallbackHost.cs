using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.WeChatPay.Tests.Emulated;

/// <summary>The address that WeChat Pay sends notifications to, as the host's handler takes them.</summary>
internal sealed class CallbackHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CallbackHost(WebApplication app) => _app = app;

    public INotificationReader Reader { get; set; } = null!;

    public ConcurrentQueue<NotificationReading> Readings { get; } = new();

    public string Url => _app.Urls.Single() + "/api/wechatpay/notifications";

    public static async Task<CallbackHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var host = new CallbackHost(builder.Build());
        host._app.Run(host.ReceiveAsync);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var reading = await Reader.ReadAsync(name => [.. http.Request.Headers[name].OfType<string>()], body.ToArray(), http.RequestAborted);
        Readings.Enqueue(reading);

        // Even what can't be read is answered 204, so that one test's callback isn't repeated into the next.
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
