using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>Keys over plain REST.</summary>
public sealed class KeyTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("a message");

    [Fact]
    public async Task Without_a_token_the_vault_challenges()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var (status, json, headers) = await vault.CallAsync(HttpMethod.Get, "/keys/wechatpay-merchant", token: null);
        Assert.Equal(401, status);
        Assert.Equal("Unauthorized", json.GetProperty("error").GetProperty("code").GetString());
        var challenge = headers.WwwAuthenticate.Single();
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains("resource=\"https://vault.azure.net\"", challenge.Parameter);
        Assert.Contains("authorization=\"https://login.microsoftonline.com/", challenge.Parameter);
    }

    [Theory]
    [InlineData("7.4", 200)]
    [InlineData("7.5", 200)]
    [InlineData("7.6", 200)]
    [InlineData("2025-07-01", 200)]
    [InlineData("7.3", 400)]
    [InlineData("", 400)]
    public async Task The_api_version_is_7_4_or_later(string version, int expected)
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        Assert.Equal(expected, (await vault.CallAsync(HttpMethod.Get, "/keys/onboarding-sealing", apiVersion: version)).Status);
    }

    [Fact]
    public async Task Sign_takes_the_digest_and_its_result_verifies()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var bundle = (await vault.CallAsync(HttpMethod.Get, "/keys/wechatpay-merchant")).Json;
        using var rsa = RawVault.PublicKey(bundle);
        var kid = bundle.GetProperty("key").GetProperty("kid").GetString()!;
        Assert.Equal($"{test.Host.KeyVaultAddress}keys/wechatpay-merchant/{test.Host.MerchantKeyVersion}", kid);
        foreach (var (algorithm, padding) in new[] { ("RS256", RSASignaturePadding.Pkcs1), ("PS256", RSASignaturePadding.Pss) })
        {
            var (status, json, _) = await vault.CallAsync(HttpMethod.Post, new Uri(kid).AbsolutePath + "/sign", RawVault.Crypto(algorithm, SHA256.HashData(Message)));
            Assert.Equal(200, status);
            Assert.Equal(kid, json.GetProperty("kid").GetString());
            Assert.True(rsa.VerifyData(Message, RawVault.Value(json), HashAlgorithmName.SHA256, padding));
            var verify = new JsonObject { ["alg"] = algorithm, ["digest"] = Base64Url.EncodeToString(SHA256.HashData(Message)), ["value"] = json.GetProperty("value").GetString() };
            Assert.True((await vault.CallAsync(HttpMethod.Post, "/keys/wechatpay-merchant/verify", verify)).Json.GetProperty("value").GetBoolean());
            verify["digest"] = Base64Url.EncodeToString(new byte[32]);
            Assert.False((await vault.CallAsync(HttpMethod.Post, "/keys/wechatpay-merchant/verify", verify)).Json.GetProperty("value").GetBoolean());
        }
    }

    [Theory]
    [InlineData("encrypt", "decrypt", "RSA-OAEP")]
    [InlineData("encrypt", "decrypt", "RSA-OAEP-256")]
    [InlineData("wrapkey", "unwrapkey", "RSA-OAEP-256")]
    public async Task What_was_encrypted_can_be_decrypted_here_and_there(string there, string back, string algorithm)
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var (_, sealedByVault, _) = await vault.CallAsync(HttpMethod.Post, $"/keys/onboarding-sealing/{there}", RawVault.Crypto(algorithm, Message));
        using var rsa = RawVault.PublicKey((await vault.CallAsync(HttpMethod.Get, "/keys/onboarding-sealing")).Json);
        var sealedLocally = rsa.Encrypt(Message, algorithm == "RSA-OAEP" ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256);
        foreach (var ciphertext in new[] { RawVault.Value(sealedByVault), sealedLocally })
        {
            var (status, json, _) = await vault.CallAsync(HttpMethod.Post, $"/keys/onboarding-sealing/{back}", RawVault.Crypto(algorithm, ciphertext));
            Assert.Equal(200, status);
            Assert.Equal(Message, RawVault.Value(json));
        }

        var wrong = await vault.CallAsync(HttpMethod.Post, $"/keys/wechatpay-merchant/{back}", RawVault.Crypto(algorithm, sealedLocally));
        Assert.Equal((400, "BadParameter"), (wrong.Status, wrong.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_key_is_created_imported_rotated_disabled_listed_and_deleted()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var created = await vault.CallAsync(HttpMethod.Post, "/keys/k1/create", new JsonObject { ["kty"] = "RSA", ["key_size"] = 3072 });
        using (var rsa = RawVault.PublicKey(created.Json))
        {
            Assert.Equal(3072, rsa.KeySize);
        }

        using var own = RSA.Create(2048);
        var p = own.ExportParameters(includePrivateParameters: true);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = N(p.Modulus),
            ["e"] = N(p.Exponent),
            ["d"] = N(p.D),
            ["p"] = N(p.P),
            ["q"] = N(p.Q),
            ["dp"] = N(p.DP),
            ["dq"] = N(p.DQ),
            ["qi"] = N(p.InverseQ),
        };
        var imported = await vault.CallAsync(HttpMethod.Put, "/keys/k1", new JsonObject { ["key"] = jwk });
        Assert.Equal(200, imported.Status);
        var signed = await vault.CallAsync(HttpMethod.Post, "/keys/k1/sign", RawVault.Crypto("RS256", SHA256.HashData(Message)));
        Assert.True(own.VerifyData(Message, RawVault.Value(signed.Json), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        var rotated = await vault.CallAsync(HttpMethod.Post, "/keys/k1/rotate");
        string[] expected = [Kid(created.Json), Kid(imported.Json), Kid(rotated.Json)];
        var versions = (await vault.CallAsync(HttpMethod.Get, "/keys/k1/versions")).Json.GetProperty("value").EnumerateArray();
        Assert.Equal(expected, versions.Select(v => v.GetProperty("kid").GetString()));

        var path = new Uri(expected[2]).AbsolutePath;
        await vault.CallAsync(HttpMethod.Patch, path, new JsonObject { ["attributes"] = new JsonObject { ["enabled"] = false } });
        var refused = await vault.CallAsync(HttpMethod.Post, path + "/sign", RawVault.Crypto("RS256", SHA256.HashData(Message)));
        Assert.Equal((403, "KeyDisabled"), (refused.Status, refused.Json.GetProperty("error").GetProperty("innererror").GetProperty("code").GetString()));

        Assert.Equal(200, (await vault.CallAsync(HttpMethod.Delete, "/keys/k1")).Status);
        var gone = await vault.CallAsync(HttpMethod.Get, "/keys/k1");
        Assert.Equal((404, "KeyNotFound"), (gone.Status, gone.Json.GetProperty("error").GetProperty("code").GetString()));

        static string N(byte[]? number) => Base64Url.EncodeToString(number);
        static string Kid(System.Text.Json.JsonElement bundle) => bundle.GetProperty("key").GetProperty("kid").GetString()!;
    }

    public static TheoryData<string> WrongBodies => ["{", "[]", "null", "{}", """{"alg":"RS256"}""", """{"alg":"RS1","value":"AA"}""", """{"alg":"RS256","value":"*"}""", """{"alg":"RS256","value":"AA"}"""];

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public async Task A_wrong_body_is_a_BadParameter(string body)
    {
        await using var test = await EmulatorTest.StartAsync();
        using var http = new HttpClient(RawVault.Handler(test.Host.TrustedCertificateFile)) { BaseAddress = test.Host.KeyVaultAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/keys/wechatpay-merchant/sign?api-version=7.4") { Content = new StringContent(body) };
        request.Headers.Authorization = new("Bearer", "t");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Private_key_operations_are_counted_by_kind()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        await vault.CallAsync(HttpMethod.Post, "/keys/wechatpay-merchant/sign", RawVault.Crypto("RS256", SHA256.HashData(Message)));
        var wrapped = await vault.CallAsync(HttpMethod.Post, "/keys/onboarding-sealing/wrapkey", RawVault.Crypto("RSA-OAEP-256", Message));
        await vault.CallAsync(HttpMethod.Post, "/keys/onboarding-sealing/unwrapkey", RawVault.Crypto("RSA-OAEP-256", RawVault.Value(wrapped.Json)));
        var calls = (await vault.CallAsync(HttpMethod.Get, "/_emulator/calls?after=0")).Json.EnumerateArray();
        Assert.Equal(["sign", "unwrap"], calls.Where(c => c.GetProperty("private_key").GetBoolean()).Select(c => c.GetProperty("operation").GetString()));
    }
}
