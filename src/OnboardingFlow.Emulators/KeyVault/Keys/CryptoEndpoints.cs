using System.Buffers.Text;
using System.Security.Cryptography;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>Using keys. <c>sign</c> takes the digest, not the message.</summary>
internal static class CryptoEndpoints
{
    internal static void Map(VaultRoutes routes, KeyStore keys)
    {
        // The kind that a fault's "on" names, the operation in the address, the one in key_ops.
        Use("sign", "sign", "sign", privateKey: true, (key, alg, value) => SignatureAlgorithm.Find(alg).Sign(key.Rsa, value));
        Use("encrypt", "encrypt", "encrypt", privateKey: false, (key, alg, value) => Encrypt(key, alg, value));
        Use("wrap", "wrapkey", "wrapKey", privateKey: false, (key, alg, value) => Encrypt(key, alg, value));
        Use("decrypt", "decrypt", "decrypt", privateKey: true, (key, alg, value) => Decrypt(key, alg, value));
        Use("unwrap", "unwrapkey", "unwrapKey", privateKey: true, (key, alg, value) => Decrypt(key, alg, value));
        foreach (var path in Paths("verify"))
        {
            routes.Map("POST", path, "verify", request => Verify(request, keys));
        }

        void Use(string kind, string address, string operation, bool privateKey, Func<VaultKey, string, byte[], byte[]> work)
        {
            foreach (var path in Paths(address))
            {
                routes.Map("POST", path, kind, request =>
                {
                    var body = request.Body(VaultJson.Default.CryptoBody);
                    var key = Allowed(request, keys, operation, body.Alg);
                    var value = Bytes(body.Value, "value");
                    request.UsedPrivateKey = privateKey;
                    return VaultAnswer.Ok(
                        new CryptoAnswer(key.Kid(request.BaseAddress), Base64Url.EncodeToString(work(key, body.Alg!, value))), VaultJson.Default.CryptoAnswer);
                });
            }
        }
    }

    private static string[] Paths(string address) => [$"/keys/{{name}}/{address}", $"/keys/{{name}}/{{version}}/{address}"];

    private static VaultAnswer Verify(VaultRequest request, KeyStore keys)
    {
        var body = request.Body(VaultJson.Default.VerifyBody);
        var key = Allowed(request, keys, "verify", body.Alg);
        var holds = SignatureAlgorithm.Find(body.Alg!).Verify(key.Rsa, Bytes(body.Digest, "digest"), Bytes(body.Value, "value"));
        return VaultAnswer.Ok(new VerifyAnswer(holds), VaultJson.Default.VerifyAnswer);
    }

    /// <exception cref="VaultException">404 unknown, 403 disabled or not for this operation, 400 without algorithm.</exception>
    private static VaultKey Allowed(VaultRequest request, KeyStore keys, string operation, string? algorithm)
    {
        var key = keys.Get(request.Name, request.Version);
        request.UsedVersion = key.Version;
        request.Algorithm = algorithm ?? throw VaultException.BadParameter("alg is required");
        if (!key.Attributes.IsEnabled)
        {
            throw VaultException.KeyDisabled(operation);
        }

        return key.Operations.Contains(operation)
            ? key
            : throw new VaultException(StatusCodes.Status403Forbidden, "Forbidden", $"Operation {operation} is not permitted on this key.", "KeyOperationForbidden");
    }

    private static byte[] Encrypt(VaultKey key, string algorithm, byte[] value) => Guard(() => key.Rsa.Encrypt(value, Padding(algorithm)));

    private static byte[] Decrypt(VaultKey key, string algorithm, byte[] value) => Guard(() => key.Rsa.Decrypt(value, Padding(algorithm)));

    private static byte[] Guard(Func<byte[]> work)
    {
        try
        {
            return work();
        }
        catch (CryptographicException)
        {
            throw VaultException.BadParameter("The parameter is incorrect: the value doesn't fit this key and algorithm.");
        }
    }

    private static RSAEncryptionPadding Padding(string algorithm) => algorithm switch
    {
        "RSA-OAEP" => RSAEncryptionPadding.OaepSHA1,
        "RSA-OAEP-256" => RSAEncryptionPadding.OaepSHA256,
        _ => throw VaultException.BadParameter($"alg {algorithm}: must be RSA-OAEP or RSA-OAEP-256"),
    };

    private static byte[] Bytes(string? text, string name)
    {
        try
        {
            return Base64Url.DecodeFromChars(text ?? throw VaultException.BadParameter($"{name} is required"));
        }
        catch (FormatException)
        {
            throw VaultException.BadParameter($"{name} must be base64url");
        }
    }
}
