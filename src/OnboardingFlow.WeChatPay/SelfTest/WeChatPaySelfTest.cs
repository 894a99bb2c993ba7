using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Notifications;
using OnboardingFlow.WeChatPay.Sending;
using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.SelfTest;

/// <summary>
/// Tries by <c>POST /v3/security/echo</c> all that calls and notifications rest on: our signature, WeChat Pay's, encryption both ways and, with a callback, the APIv3 key and the way in.
/// It moves nothing at WeChat Pay and costs two private-key operations.
/// </summary>
/// <remarks>Source: "商户签名验签/加解密测试" of WeChat Pay's docs (partner/4015139289, since 2026): Wechatpay-Serial is required, keys aren't mixed within one call.</remarks>
public sealed class WeChatPaySelfTest
{
    private static readonly TimeSpan CallbackPatience = TimeSpan.FromSeconds(30);
    private static readonly SigningClass _signingClass = new(SigningUrgency.PersonWaiting, "");

    private readonly ApiTransport _transport;
    private readonly PlatformKeyRing _ring;
    private readonly LiveSettings _settings;
    private readonly ResourceDecryptor _decryptor;
    private readonly EchoCallbacks _callbacks;
    private readonly IKeys _keys;
    private readonly string _signingKey;
    private readonly TimeProvider _time;

    internal WeChatPaySelfTest(
        ApiTransport transport,
        PlatformKeyRing ring,
        LiveSettings settings,
        ResourceDecryptor decryptor,
        EchoCallbacks callbacks,
        IKeys keys,
        IOptions<KeyNames> names,
        TimeProvider time)
    {
        (_transport, _ring, _settings, _decryptor, _callbacks, _keys, _time) = (transport, ring, settings, decryptor, callbacks, keys, time);
        _signingKey = names.Value.SigningKey;
    }

    /// <summary>Runs it once; at most a minute. What is wrong is a result; only cancellation is thrown. One run at a time: a second takes the callback from the first.</summary>
    public async Task<SelfTestReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var settings = _settings.Current;
            if (settings.MerchantKeys.At(_time.GetUtcNow()) is not { } signer)
            {
                return new SelfTestReport(SelfTestFault.SerialKeyMismatch, "No entry of WeChatPay:MerchantKeys has begun: correct its From.");
            }

            if (await _ring.EncryptingAsync(cancellationToken).ConfigureAwait(false) is not { } encrypting)
            {
                return new SelfTestReport(
                    SelfTestFault.PlatformKey, "There is no key of WeChat Pay: none is in WeChatPay:PublicKeys and no certificate could be downloaded (the log says why).");
            }

            return await _decryptor.HasKeyAsync(cancellationToken).ConfigureAwait(false)
                ? await EchoAsync(settings, signer, encrypting, cancellationToken).ConfigureAwait(false)
                : new SelfTestReport(SelfTestFault.ApiV3Key, "The secret that KeyVault:ApiV3KeySecret names has no version of 32 bytes: store the APIv3 key there as it is.");
        }
        catch (ActivityException e)
        {
            // Faults of WeChat Pay's side are results; what is thrown comes from our keys and secrets, with its fix in the text.
            return new SelfTestReport(SelfTestFault.KeyVault, e.Message);
        }
    }

    private async Task<SelfTestReport> EchoAsync(WeChatPaySettings settings, MerchantKey signer, PlatformKey encrypting, CancellationToken cancellationToken)
    {
        var encryption = new FieldEncryption(encrypting);
        var (message, secret) = (RandomNumberGenerator.GetHexString(32), RandomNumberGenerator.GetHexString(32));
        var came = _callbacks.ExpectAsync(message);
        var body = new EchoBody(message, encryption.Encrypt(new(secret)), settings.SelfTestNotifyUrl?.AbsoluteUri);
        var request = new ApiRequest(
            HttpMethod.Post, "/v3/security/echo", JsonSerializer.SerializeToUtf8Bytes(body, EchoJson.Default.EchoBody), Effect.Repeatable, _signingClass)
        {
            EncryptedWith = encryption.Serial,
        };
        var attempt = await _transport.TryAsync(request, cancellationToken).ConfigureAwait(false);
        return attempt is not { Answer: { Problem: null } answer }
            ? Diagnosis.Of(attempt, signer.Serial)
            : await ChecksAsync(answer, message, secret, signer, cancellationToken).ConfigureAwait(false) is { } fault
                ? fault
                : await CallbackAsync(settings.SelfTestNotifyUrl, came, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SelfTestReport?> ChecksAsync(ApiAnswer answer, string message, string secret, MerchantKey signer, CancellationToken cancellationToken)
    {
        var echo = Read(answer);
        if (echo?.EchoMessage != message || echo.EncryptedEchoMessage is null)
        {
            return new SelfTestReport(SelfTestFault.Refused, "WeChat Pay's authentic answer to the echo isn't of the documented form: look for a change of /v3/security/echo.");
        }

        var ciphertext = new byte[echo.EncryptedEchoMessage.Reveal().Length];
        if (!Convert.TryFromBase64String(echo.EncryptedEchoMessage.Reveal(), ciphertext, out var length))
        {
            return new SelfTestReport(SelfTestFault.Refused, "WeChat Pay's authentic answer to the echo holds no Base64 ciphertext: look for a change of /v3/security/echo.");
        }

        var plain = await _keys.DecryptAsync(new KeyReference(_signingKey, signer.KeyVersion), ciphertext.AsMemory(0, length), _signingClass, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(plain) == secret
            ? null
            : new SelfTestReport(SelfTestFault.PlatformKey, "What was encrypted to WeChat Pay's key came back as something else: check that each PEM of WeChatPay:PublicKeys belongs to its Serial.");
    }

    private async Task<SelfTestReport> CallbackAsync(Uri? notifyUrl, Task<bool> came, CancellationToken cancellationToken)
    {
        const string Held = "signing, verifying, encrypting and decrypting were tried by echo and hold";
        if (notifyUrl is null)
        {
            return new SelfTestReport(null, $"{Held}; the APIv3 key was not tried, since WeChatPay:SelfTest:NotifyUrl is not set");
        }

        try
        {
            return await came.WaitAsync(CallbackPatience, _time, cancellationToken).ConfigureAwait(false)
                ? new SelfTestReport(null, $"{Held}; so does the APIv3 key, by the echo's callback")
                : new SelfTestReport(
                    SelfTestFault.ApiV3Key,
                    "The echo's callback came, but no version of the APIv3 key decrypts it: store the merchant platform's APIv3 key (32 characters, as it is) in the secret that KeyVault:ApiV3KeySecret names.");
        }
        catch (TimeoutException)
        {
            return new SelfTestReport(
                SelfTestFault.Callback,
                $"Calls work, but the echo's callback didn't come to {notifyUrl} within {CallbackPatience.TotalSeconds:0} s: check that this address leads here from the internet (DNS, TLS certificate, firewall, path).");
        }
    }

    private static EchoAnswer? Read(ApiAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, EchoJson.Default.EchoAnswer);
        }
        catch (JsonException)
        {
            // The caller says so; the exception's own text may repeat the content.
            return null;
        }
    }
}
