using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>Key Vault over plain HTTPS, trusting the one PEM that the emulator wrote.</summary>
internal sealed class RawVault : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;

    internal RawVault(EmulatorHost host)
    {
        _address = host.KeyVaultAddress;
        _http = new HttpClient(Handler(host.TrustedCertificateFile)) { BaseAddress = _address };
    }

    internal static SocketsHttpHandler Handler(string pemFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(pemFile));
        return new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } };
    }

    /// <summary>Microsoft's client. The vault's host isn't below the challenge's resource (vault.azure.net), so that check is switched off.</summary>
    internal SecretClient SecretClient() => new(_address, new FixedToken(), new SecretClientOptions
    {
        DisableChallengeResourceVerification = true,
        Transport = new HttpClientTransport(_http),
    });

    internal async Task<(int Status, JsonElement Json, HttpResponseHeaders Headers)> CallAsync(
        HttpMethod method, string path, JsonNode? body = null, string? token = "t", string apiVersion = "7.4")
    {
        var target = path.StartsWith("/_emulator", StringComparison.Ordinal) ? path : path + (path.Contains('?') ? "&" : "?") + "api-version=" + apiVersion;
        using var request = new HttpRequestMessage(method, target);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, response.Headers);
    }

    /// <summary>The public part of a key bundle.</summary>
    internal static RSA PublicKey(JsonElement bundle) => RSA.Create(new RSAParameters
    {
        Modulus = Base64Url.DecodeFromChars(bundle.GetProperty("key").GetProperty("n").GetString()),
        Exponent = Base64Url.DecodeFromChars(bundle.GetProperty("key").GetProperty("e").GetString()),
    });

    internal static JsonObject Crypto(string algorithm, byte[] value) => new() { ["alg"] = algorithm, ["value"] = Base64Url.EncodeToString(value) };

    internal static byte[] Value(JsonElement answer) => Base64Url.DecodeFromChars(answer.GetProperty("value").GetString());

    public void Dispose() => _http.Dispose();

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("test-token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
