using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Keys;

/// <summary>Published figures, through client and emulator: both must mean the same algorithms as the rest of the world.</summary>
public sealed class VectorTests(EmulatedVault vault) : IClassFixture<EmulatedVault>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RS256_as_in_RFC_7515()
    {
        var vector = await ReadAsync("rfc7515-a2.json");
        var key = new KeyReference(await vault.ImportAsync(vector.GetProperty("key")));
        await using var client = vault.Client();
        var digest = SHA256.HashData(Encoding.ASCII.GetBytes(vector.GetProperty("message").GetString()!));

        var signature = await client.Keys.SignAsync(key, digest, TestVaultClient.Person, Cancelled);

        Assert.Equal(vector.GetProperty("signature").GetString(), Base64Url.EncodeToString(signature));
    }

    [Fact]
    public async Task RSA_OAEP_as_in_RFC_7516()
    {
        var vector = await ReadAsync("rfc7516-a1.json");
        var key = new KeyReference(await vault.ImportAsync(vector.GetProperty("key")));
        await using var client = vault.Client();

        var message = await client.Keys.DecryptAsync(
            key, Base64Url.DecodeFromChars(vector.GetProperty("ciphertext").GetString()), TestVaultClient.Person, Cancelled);

        Assert.Equal(vector.GetProperty("message").EnumerateArray().Select(value => value.GetByte()), message);
    }

    [Fact]
    public async Task RSA_OAEP_256_as_in_Wycheproof()
    {
        var vector = await ReadAsync("wycheproof-rsa-oaep-256.json");
        var name = await vault.ImportAsync(vector.GetProperty("key"));
        await using var client = vault.Client();
        var version = (await client.Keys.GetPublicKeyAsync(new KeyReference(name), Cancelled)).Version;

        foreach (var test in vector.GetProperty("tests").EnumerateArray())
        {
            var wrapped = new WrappedKey(version, Convert.FromHexString(test.GetProperty("ciphertext").GetString()!));
            if (test.GetProperty("valid").GetBoolean())
            {
                Assert.Equal(test.GetProperty("message").GetString(), Convert.ToHexStringLower(await client.Keys.UnwrapAsync(name, wrapped, Cancelled)));
            }
            else
            {
                var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.UnwrapAsync(name, wrapped, Cancelled));
                Assert.Equal(ErrorTypes.Unreadable, fault.ErrorType);
            }
        }
    }

    private static async Task<JsonElement> ReadAsync(string file)
    {
        await using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Vectors", file));
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: Cancelled);
        return document.RootElement.Clone();
    }
}
