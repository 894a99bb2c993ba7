using System.Security.Cryptography;
using CsCheck;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Keys;

public sealed class VaultKeysTests(EmulatedVault vault) : IClassFixture<EmulatedVault>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signature_verifies_with_the_key_s_public_part()
    {
        await using var client = vault.Client();
        var key = new KeyReference(await vault.NewKeyAsync());
        var digest = SHA256.HashData("message"u8);

        var signature = await client.Keys.SignAsync(key, digest, TestVaultClient.Person, Cancelled);

        using var rsa = (await client.Keys.GetPublicKeyAsync(key, Cancelled)).Open();
        Assert.True(rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task What_isn_t_a_SHA_256_digest_isn_t_signed()
    {
        await using var client = vault.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.Keys.SignAsync(new KeyReference("any"), new byte[20], TestVaultClient.Person, Cancelled));
    }

    [Fact]
    public async Task Whatever_was_wrapped_is_unwrapped_and_a_flipped_bit_is_refused()
    {
        await using var client = vault.Client();
        var name = await vault.NewKeyAsync();

        await Gen.Select(Gen.Byte.Array[0, 190], Gen.Int[0, (256 * 8) - 1]).SampleAsync(
            async (dataKey, bit) =>
            {
                var wrapped = await client.Keys.WrapAsync(name, dataKey, Cancelled);
                Assert.Equal(dataKey, await client.PassTimeAsync(client.Keys.UnwrapAsync(name, wrapped, Cancelled)));

                var flipped = wrapped.Bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                var fault = await Assert.ThrowsAsync<ActivityException>(
                    () => client.PassTimeAsync(client.Keys.UnwrapAsync(name, wrapped with { Bytes = flipped }, Cancelled)));
                Assert.Equal(ErrorTypes.Unreadable, fault.ErrorType);
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public async Task What_was_encrypted_to_the_merchant_s_key_is_decrypted()
    {
        await using var client = vault.Client();
        var key = new KeyReference(await vault.NewKeyAsync());

        var name = "张三"u8.ToArray();

        var ciphertext = await client.Keys.EncryptAsync(key, name, Cancelled);

        Assert.Equal(name, await client.Keys.DecryptAsync(key, ciphertext, TestVaultClient.Person, Cancelled));
    }

    [Fact]
    public async Task After_a_rotation_the_new_version_wraps_and_the_old_one_still_unwraps()
    {
        await using var client = vault.Client();
        var name = await vault.NewKeyAsync();
        var old = await client.Keys.WrapAsync(name, new byte[] { 1 }, Cancelled);
        var newest = await vault.NewVersionAsync(name);

        var soon = await client.Keys.WrapAsync(name, new byte[] { 2 }, Cancelled);
        client.Time.Advance(TimeSpan.FromMinutes(5));
        var later = await client.Keys.WrapAsync(name, new byte[] { 3 }, Cancelled);

        Assert.Equal(old.KeyVersion, soon.KeyVersion);
        Assert.Equal(newest, later.KeyVersion);
        Assert.Equal([1], await client.Keys.UnwrapAsync(name, old, Cancelled));
        Assert.Equal([3], await client.Keys.UnwrapAsync(name, later, Cancelled));
    }

    [Fact]
    public async Task A_pinned_version_signs_whatever_the_newest_is()
    {
        await using var client = vault.Client();
        var name = await vault.NewKeyAsync();
        var pinned = new KeyReference(name, (await client.Keys.GetPublicKeyAsync(new KeyReference(name), Cancelled)).Version);
        await vault.NewVersionAsync(name);
        var digest = SHA256.HashData("message"u8);

        var signature = await client.Keys.SignAsync(pinned, digest, TestVaultClient.Person, Cancelled);

        using var rsa = (await client.Keys.GetPublicKeyAsync(pinned, Cancelled)).Open();
        Assert.True(rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task A_version_that_was_rotated_out_and_disabled_is_left_at_once()
    {
        await using var client = vault.Client();
        var name = await vault.NewKeyAsync();
        var key = new KeyReference(name);
        var old = (await client.Keys.GetPublicKeyAsync(key, Cancelled)).Version;
        var newest = await vault.NewVersionAsync(name);
        await vault.EnableAsync(name, old, false);
        var digest = SHA256.HashData("message"u8);

        var signature = await client.Keys.SignAsync(key, digest, TestVaultClient.Person, Cancelled);

        using var rsa = (await client.Keys.GetPublicKeyAsync(key with { Version = newest }, Cancelled)).Open();
        Assert.True(rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task A_disabled_key_says_how_to_enable_it()
    {
        await using var client = vault.Client();
        var name = await vault.NewKeyAsync();
        var version = (await client.Keys.GetPublicKeyAsync(new KeyReference(name), Cancelled)).Version;
        await vault.EnableAsync(name, version, false);

        var fault = await Assert.ThrowsAsync<ActivityException>(
            () => client.Keys.SignAsync(new KeyReference(name, version), new byte[32], TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.KeyUnavailable, fault.ErrorType);
        Assert.Contains($"--name {name} --version {version} --enabled true", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_doesn_t_permit_the_operation_says_so()
    {
        await using var client = vault.Client();
        var name = await vault.NewKeyAsync();
        var version = (await client.Keys.GetPublicKeyAsync(new KeyReference(name), Cancelled)).Version;
        await vault.PermitAsync(name, version, "wrapKey", "unwrapKey");

        var fault = await Assert.ThrowsAsync<ActivityException>(
            () => client.Keys.SignAsync(new KeyReference(name, version), new byte[32], TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.KeyUnavailable, fault.ErrorType);
        Assert.Contains("KeyOperationForbidden", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_says_where_to_look()
    {
        await using var client = vault.Client();

        var fault = await Assert.ThrowsAsync<ActivityException>(
            () => client.Keys.SignAsync(new KeyReference("no-such-key"), new byte[32], TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.KeyUnavailable, fault.ErrorType);
        Assert.Contains("az keyvault key list-versions", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--name no-such-key", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttling_never_fails_a_signature()
    {
        await using var client = vault.Client();
        var key = new KeyReference(await vault.NewKeyAsync());
        await vault.FaultAsync(new { on = "sign", action = "throttle", count = 3, delay_ms = 5000 });
        var start = client.Time.GetUtcNow();

        var signature = await client.PassTimeAsync(client.Keys.SignAsync(key, new byte[32], TestVaultClient.Person, Cancelled));

        Assert.Equal(256, signature.Length);
        Assert.True(client.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_forbidden_operation_names_the_role()
    {
        await using var client = vault.Client();
        var name = await vault.NewKeyAsync();
        var wrapped = await client.Keys.WrapAsync(name, new byte[32], Cancelled);
        await vault.FaultAsync(new { on = "unwrap", action = "status", count = 1, status = 403, code = "Forbidden" });

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.UnwrapAsync(name, wrapped, Cancelled));

        Assert.Equal(ErrorTypes.KeyUnavailable, fault.ErrorType);
        Assert.Contains("'Key Vault Crypto User'", fault.Message, StringComparison.Ordinal);
    }
}
