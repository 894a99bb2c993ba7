using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Connection;

public sealed class FaultTests
{
    private static readonly KeyReference Key = new("k", "v1");
    private static readonly byte[] Digest = new byte[32];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401, "Unauthorized", null, "az account show")]
    [InlineData(403, "Forbidden", "ForbiddenByRbac", "role 'Key Vault Crypto User'")]
    [InlineData(403, "Forbidden", "AccessDenied", "az role assignment list")]
    [InlineData(403, "Forbidden", "KeyDisabled", "az keyvault key set-attributes --vault-name 127 --name k --version v1 --enabled true")]
    [InlineData(403, "Forbidden", "KeyExpired", "az keyvault key show")]
    [InlineData(403, "Forbidden", "ForbiddenByFirewall", "az keyvault network-rule list")]
    [InlineData(404, "KeyNotFound", null, "az keyvault key list-versions --vault-name 127 --name k")]
    [InlineData(400, "BadParameter", null, "az keyvault key show")]
    public async Task What_an_operator_must_put_right_says_how(int status, string code, string? inner, string fix)
    {
        await using var vault = await StubVault.StartAsync(context => context.Error(status, code, inner));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.KeyUnavailable, fault.ErrorType);
        Assert.Contains(fix, fault.Message, StringComparison.Ordinal);
        Assert.Contains("'k'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("request-17", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-caller", fault.ToString(), StringComparison.Ordinal);
        Assert.Single(vault.Requests);
    }

    [Fact]
    public async Task A_wrapped_key_that_is_not_this_key_s_is_unreadable()
    {
        await using var vault = await StubVault.StartAsync(context => context.Error(400, "BadParameter"));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.UnwrapAsync("k", new WrappedKey("v1", new byte[256]), Cancelled));

        Assert.Equal(ErrorTypes.Unreadable, fault.ErrorType);
    }

    [Fact]
    public async Task An_outage_is_repeated_and_then_transient()
    {
        await using var vault = await StubVault.StartAsync(context => context.Error(503, "ServiceUnavailable"));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
        Assert.Equal(6, vault.Requests.Count);
    }

    [Fact]
    public async Task A_connection_cut_once_does_no_harm()
    {
        var asked = 0;
        await using var vault = await StubVault.StartAsync(context =>
        {
            if (++asked == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return context.Value([1, 2, 3]);
        });
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        Assert.Equal([1, 2, 3], await client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));
    }

    [Fact]
    public async Task Nobody_there_is_transient()
    {
        var gone = await StubVault.StartAsync(context => context.Value([1]));
        var address = gone.Address;
        var certificateFile = Path.Combine(Path.GetTempPath(), $"gone-{Guid.NewGuid():N}.pem");
        File.Copy(gone.CertificateFile, certificateFile);
        await gone.DisposeAsync();
        await using var client = new TestVaultClient(address, certificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
        Assert.Contains("can't be reached", fault.Message, StringComparison.Ordinal);
        File.Delete(certificateFile);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>proxy</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"value\":7}")]
    [InlineData("{\"value\":\"%%%\"}")]
    [InlineData("{\"other\":{\"value\":\"AAAA\"}}")]
    [InlineData("{\"value\":\"AAAA")]
    public async Task An_answer_that_is_no_result_is_transient(string body)
    {
        await using var vault = await StubVault.StartAsync(context => context.Json(body));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
    }

    [Theory]
    [InlineData("not json at all", ErrorTypes.Transient)]
    [InlineData("{}", ErrorTypes.Configuration)]
    [InlineData("{\"key\":{\"kid\":\"https://v/keys/k/1\",\"kty\":\"EC\",\"crv\":\"P-256\"}}", ErrorTypes.Configuration)]
    [InlineData("{\"key\":{\"kid\":\"https://v/keys/k/1\",\"kty\":\"RSA\",\"n\":\"AAAA\",\"e\":\"AQAB\"}}", ErrorTypes.Configuration)]
    [InlineData("{\"key\":{\"kid\":\"https://v/keys/k/1\",\"kty\":\"RSA\",\"n\":\"%%%\",\"e\":\"AQAB\"}}", ErrorTypes.Transient)]
    public async Task A_key_that_can_t_wrap_is_told(string body, string errorType)
    {
        await using var vault = await StubVault.StartAsync(context => context.Json(body));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.WrapAsync("k", new byte[32], Cancelled));

        Assert.Equal(errorType, fault.ErrorType);
    }

    [Fact]
    public async Task A_disabled_key_wraps_nothing_until_it_is_enabled()
    {
        using var rsa = RSA.Create(2048);
        var enabled = false;
        await using var vault = await StubVault.StartAsync(context => context.Key(rsa, "k", "v1", enabled));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.WrapAsync("k", new byte[32], Cancelled));
        enabled = true;
        var wrapped = await client.Keys.WrapAsync("k", new byte[32], Cancelled);

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains("--enabled true", fault.Message, StringComparison.Ordinal);
        Assert.Equal("v1", wrapped.KeyVersion);
    }

    [Fact]
    public async Task A_certificate_that_is_not_the_trusted_one_is_a_configuration_fault_at_once()
    {
        await using var vault = await StubVault.StartAsync(context => context.Value([1]));
        await using var other = await StubVault.StartAsync(context => context.Value([1]));
        await using var client = new TestVaultClient(vault.Address, other.CertificateFile);

        var fault = await Assert.ThrowsAsync<ActivityException>(() => client.Keys.SignAsync(Key, Digest, TestVaultClient.Person, Cancelled));

        Assert.Equal(ErrorTypes.KeyUnavailable, fault.ErrorType);
        Assert.Contains("KeyVault:TrustedCertificateFile", fault.Message, StringComparison.Ordinal);
        Assert.Empty(vault.Requests);
    }
}
