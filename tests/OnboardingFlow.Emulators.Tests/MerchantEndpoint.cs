using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>The merchant's notification address, written by hand: real HTTP on loopback.</summary>
internal sealed class MerchantEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly Queue<int> _statuses = new();

    private MerchantEndpoint()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    internal string Url => _app.Urls.Single() + "/notify";

    internal static async Task<MerchantEndpoint> StartAsync(params int[] statuses)
    {
        var endpoint = new MerchantEndpoint();
        foreach (var status in statuses)
        {
            endpoint._statuses.Enqueue(status);
        }

        await endpoint._app.StartAsync(TestContext.Current.CancellationToken);
        return endpoint;
    }

    /// <summary>The next notification, whenever it comes.</summary>
    internal ValueTask<Received> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    internal bool IsEmpty => !_received.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (_statuses)
        {
            context.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : StatusCodes.Status204NoContent;
        }

        await _received.Writer.WriteAsync(new Received(new RawAnswer(0, body.ToArray(), headers)));
    }

    internal sealed record Received(RawAnswer Message)
    {
        internal JsonElement Json => Message.Json;

        internal string Id => Json.GetProperty("id").GetString()!;

        /// <summary>The decrypted resource.</summary>
        internal JsonElement Open(string apiV3Key)
        {
            var resource = Json.GetProperty("resource");
            var bytes = Convert.FromBase64String(resource.GetProperty("ciphertext").GetString()!);
            var plain = new byte[bytes.Length - 16];
            using var gcm = new AesGcm(Encoding.UTF8.GetBytes(apiV3Key), 16);
            gcm.Decrypt(
                Encoding.UTF8.GetBytes(resource.GetProperty("nonce").GetString()!),
                bytes.AsSpan(0, plain.Length),
                bytes.AsSpan(plain.Length),
                plain,
                Encoding.UTF8.GetBytes(resource.GetProperty("associated_data").GetString()!));
            return JsonDocument.Parse(plain).RootElement;
        }
    }
}
