using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.Signatures;

/// <summary>Makes the <c>Authorization</c> header of a request. Every call makes a new timestamp, nonce and signature.</summary>
/// <remarks>Source: "WECHATPAY2-SHA256-RSA2048" of APIv3's signature generation.</remarks>
internal sealed class RequestSigner(IKeys keys, IOptions<KeyNames> names, TimeProvider time)
{
    /// <summary>Signs one attempt.</summary>
    /// <param name="settings">The settings in force.</param>
    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="pathAndQuery">Path and query exactly as they are sent.</param>
    /// <param name="body">The body exactly as it is sent; empty for none.</param>
    /// <param name="signingClass">For whom the signature is.</param>
    /// <param name="cancellationToken">Cancels the wait for the signature.</param>
    /// <exception cref="ActivityException">No merchant key has begun, or the vault can't sign.</exception>
    public async ValueTask<string> AuthorizeAsync(
        WeChatPaySettings settings, string method, string pathAndQuery, ReadOnlyMemory<byte> body, SigningClass signingClass, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = settings.MerchantKeys.At(now) ?? throw new ActivityException(
            ErrorTypes.Configuration, $"No entry of WeChatPay:MerchantKeys has begun at {now:O}: correct its From.");
        return await AuthorizeAsync(
            settings.MchId, key, method, pathAndQuery, body, now.ToUnixTimeSeconds(), RandomNumberGenerator.GetHexString(32), signingClass, cancellationToken)
            .ConfigureAwait(false);
    }

    internal async ValueTask<string> AuthorizeAsync(
        string mchId,
        Keys.MerchantKey key,
        string method,
        string pathAndQuery,
        ReadOnlyMemory<byte> body,
        long timestamp,
        string nonce,
        SigningClass signingClass,
        CancellationToken cancellationToken)
    {
        var digest = new byte[SHA256.HashSizeInBytes];
        SignedText.Digest($"{method}\n{pathAndQuery}\n{timestamp}\n{nonce}\n", body.Span, digest);

        // The serial and the version that signs come from the one entry, so that they always belong together.
        var signature = await keys.SignAsync(new KeyReference(names.Value.SigningKey, key.KeyVersion), digest, signingClass, cancellationToken)
            .ConfigureAwait(false);
        return $"WECHATPAY2-SHA256-RSA2048 mchid=\"{mchId}\",nonce_str=\"{nonce}\",signature=\"{Convert.ToBase64String(signature)}\",timestamp=\"{timestamp}\",serial_no=\"{key.Serial}\"";
    }
}
