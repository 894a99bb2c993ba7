using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Notifications;
using OnboardingFlow.WeChatPay.Sending;
using OnboardingFlow.WeChatPay.Signatures;

namespace OnboardingFlow.WeChatPay.Certificates;

/// <summary>Downloads WeChat Pay's platform certificates.</summary>
/// <remarks>
/// Source: "downloading platform certificates" of APIv3. The answer may be signed by a certificate that comes in it: then what is believed first is the
/// encryption under the APIv3 key, which only WeChat Pay and the merchant have, and after it the signature of the whole answer by that certificate.
/// </remarks>
internal sealed class CertificateDownloader(ApiTransport transport, ResourceDecryptor decryptor, SignatureVerifier verifier, TimeProvider time)
{
    private const int MaxCertificates = 16;

    private static readonly SigningClass _signingClass = new(SigningUrgency.PersonWaiting, "");

    /// <summary>The certificates that are live now.</summary>
    /// <param name="known">Finds keys that are trusted already.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ActivityException">The call failed, was refused, or its answer can't be read.</exception>
    public async Task<IReadOnlyList<PlatformKey>> DownloadAsync(Func<string, PlatformKey?> known, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, "/v3/certificates", default, Effect.Repeatable, _signingClass)
        {
            VerifyWith = async (headers, body, token) => await KeyAsync(headers.Serial, body, known, token).ConfigureAwait(false) is { } key
                ? verifier.Verify(key, headers, body.Span)
                : new SignatureVerdict(SignatureFault.UnknownSerial, headers.Serial),
        };
        var answer = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Problem is null
            ? await ReadAsync(answer.Body, cancellationToken).ConfigureAwait(false)
            : throw new ActivityException(ErrorTypes.Configuration, $"The platform certificates can't be downloaded: {answer.Problem.Describe()}");
    }

    private async ValueTask<PlatformKey?> KeyAsync(string serial, ReadOnlyMemory<byte> body, Func<string, PlatformKey?> known, CancellationToken cancellationToken) =>
        known(serial)
        ?? (await ReadAsync(body, cancellationToken).ConfigureAwait(false)).FirstOrDefault(k => string.Equals(k.Serial, serial, StringComparison.Ordinal));

    /// <summary>Those certificates that the APIv3 key opens, that are what they say they are, and that haven't ended.</summary>
    private async ValueTask<IReadOnlyList<PlatformKey>> ReadAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        List<PlatformKey> keys = [];
        foreach (var item in Parse(body.Span).Take(MaxCertificates))
        {
            if (item is { SerialNo: { Length: > 0 and <= 64 } serial, EncryptCertificate: { } resource }
                && await decryptor.DecryptAsync(resource, cancellationToken).ConfigureAwait(false) is { } pem
                && Read(serial, Encoding.UTF8.GetString(pem)) is { } key)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private PlatformKey? Read(string serial, string pem)
    {
        try
        {
            return PlatformKeyReader.FromPem(serial, pem) is { IsPublicKey: false } key && key.IsLive(time.GetUtcNow()) ? key : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // One that isn't a certificate, or another's, is left out; without any the caller says which serial it misses.
            return null;
        }
    }

    private static IEnumerable<CertificateItem?> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CertificateJson.Default.CertificateList)?.Data ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
