using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>A merchant written by hand: own key, own signing, nothing of the emulator's or our client's code.</summary>
internal sealed class RawMerchant : IDisposable
{
    internal const string ApiV3Key = "0123456789abcdefABCDEF9876543210";
    internal const string MchId = "1234567890";
    internal const string AppId = "wx1234567890abcdef";

    private readonly HttpClient _http;

    internal RawMerchant(Uri address) => _http = new HttpClient { BaseAddress = address };

    /// <summary>One for all tests: making a key takes longer than most of them.</summary>
    internal static RSA Key { get; } = RSA.Create(2048);

    internal string Serial { get; init; } = "5F" + RandomNumberGenerator.GetHexString(38);

    /// <summary>Registers itself through the control API.</summary>
    internal async Task RegisterAsync(string? notifyUrl = null)
    {
        var body = new JsonObject
        {
            ["certificate_serial"] = Serial,
            ["public_key_pem"] = Key.ExportSubjectPublicKeyInfoPem(),
            ["api_v3_key"] = ApiV3Key,
            ["notify_url"] = notifyUrl,
            ["appid"] = AppId,
        };
        using var response = await ControlAsync(HttpMethod.Put, $"merchants/{MchId}", body);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, response.StatusCode);
    }

    internal async Task<HttpResponseMessage> ControlAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, "/_emulator/" + path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task<JsonElement> ControlJsonAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var response = await ControlAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Calls with a good signature, unless <paramref name="spoil"/> changes something.</summary>
    internal async Task<RawAnswer> CallAsync(HttpMethod method, string target, JsonNode? body = null, string? wechatpaySerial = null, Func<RawSignature, RawSignature>? spoil = null, Action<HttpRequestMessage>? change = null)
    {
        var content = body?.ToJsonString() ?? "";
        using var request = new HttpRequestMessage(method, target);
        var signature = Sign(method.Method, target, content);
        signature = spoil?.Invoke(signature) ?? signature;
        if (signature.Header is { } header)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        if (wechatpaySerial is not null)
        {
            request.Headers.TryAddWithoutValidation("Wechatpay-Serial", wechatpaySerial);
        }

        if (body is not null)
        {
            request.Content = new StringContent(signature.SentBody ?? content, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("raw-merchant/1.0");
        change?.Invoke(request);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await RawAnswer.ReadAsync(response);
    }

    internal RawSignature Sign(string method, string target, string body, long? timestamp = null, string? nonce = null)
    {
        var at = (timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        var once = nonce ?? Guid.NewGuid().ToString("N");
        var signature = Key.SignData(Encoding.UTF8.GetBytes($"{method}\n{target}\n{at}\n{once}\n{body}\n"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new RawSignature(MchId, once, Convert.ToBase64String(signature), at, Serial);
    }

    /// <summary>RSA-OAEP (SHA-1) with a PEM of WeChat Pay's.</summary>
    internal static string Encrypt(VerificationKey key, string value)
    {
        using var rsa = PublicKey(key);
        return Convert.ToBase64String(rsa.Encrypt(Encoding.UTF8.GetBytes(value), RSAEncryptionPadding.OaepSHA1));
    }

    internal static RSA PublicKey(VerificationKey key)
    {
        if (key.Kind == SigningKeyKind.Certificate)
        {
            using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(key.Pem);
            return certificate.PublicKey.GetRSAPublicKey()!;
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(key.Pem);
        return rsa;
    }

    internal static string Decrypt(string ciphertext) => Encoding.UTF8.GetString(Key.Decrypt(Convert.FromBase64String(ciphertext), RSAEncryptionPadding.OaepSHA1));

    public void Dispose() => _http.Dispose();
}
