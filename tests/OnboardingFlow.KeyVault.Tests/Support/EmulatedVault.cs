using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Emulators;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Tests.Support;

/// <summary>The Key Vault emulator and an operator's hands on it.</summary>
public sealed class EmulatedVault : IAsyncLifetime
{
    private EmulatorHost _host = null!;
    private HttpClient _operator = null!;

    /// <summary>The emulator's clock. It starts at the real time, by which its certificate is judged.</summary>
    internal FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public async ValueTask InitializeAsync()
    {
        _host = await EmulatorHost.StartAsync(EmulatorOptions.OnFreePorts() with { TimeProvider = Time }, TestContext.Current.CancellationToken);
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, presented, _, errors) => TrustedCertificate.Accepts(_host.TrustedCertificateFile, presented, errors);
        _operator = new HttpClient(handler) { BaseAddress = _host.KeyVaultAddress };
        _operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "operator");
    }

    public async ValueTask DisposeAsync()
    {
        _operator.Dispose();
        await _host.DisposeAsync();
    }

    internal TestVaultClient Client() => new(_host.KeyVaultAddress, _host.TrustedCertificateFile);

    /// <summary>A key of a name of its own.</summary>
    internal async Task<string> NewKeyAsync()
    {
        var name = $"key-{Guid.NewGuid():N}";
        await NewVersionAsync(name);
        return name;
    }

    /// <summary>Makes a version and returns it.</summary>
    internal async Task<string> NewVersionAsync(string name) => Version(await SendAsync(HttpMethod.Post, $"keys/{name}/create", new { kty = "RSA", key_size = 2048 }));

    internal async Task<string> ImportAsync(JsonElement key)
    {
        var name = $"key-{Guid.NewGuid():N}";
        await SendAsync(HttpMethod.Put, $"keys/{name}", new { key });
        return name;
    }

    internal Task EnableAsync(string name, string version, bool enabled) =>
        SendAsync(HttpMethod.Patch, $"keys/{name}/{version}", new { attributes = new { enabled } });

    internal Task PermitAsync(string name, string version, params string[] operations) =>
        SendAsync(HttpMethod.Patch, $"keys/{name}/{version}", new { key_ops = operations });

    internal Task FaultAsync(object fault) => SendAsync(HttpMethod.Post, "_emulator/faults", fault);

    internal Task NoFaultsAsync() => SendAsync(HttpMethod.Delete, "_emulator/faults", null);

    private static string Version(JsonElement bundle) => bundle.GetProperty("key").GetProperty("kid").GetString()!.Split('/')[^1];

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var request = new HttpRequestMessage(method, $"{path}{separator}api-version=7.5");
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var response = await _operator.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
