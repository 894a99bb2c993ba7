namespace OnboardingFlow.Functions.Tests.Infra;

public sealed class RoleTests
{
    private const string CryptoUser = "12338af0-0e69-4776-bea7-57ae8d297424";
    private const string SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string BlobOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string QueueContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";

    // Built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly string[] Needed =
    [
        $"{CryptoUser} on keys/onboarding-sealing",
        $"{CryptoUser} on keys/wechatpay-merchant",
        $"{SecretsUser} on secrets/onboarding-fingerprint",
        $"{SecretsUser} on secrets/wechatpay-apiv3-key",
        $"{BlobOwner} on storageAccounts/*",
        $"{QueueContributor} on storageAccounts/*",
        $"{TableContributor} on storageAccounts/*",
    ];

    [Theory]
    [InlineData("dev", null)]
    [InlineData("prod", $"{SecretsUser} on secrets/onboarding-webhook")]
    public async Task The_identity_has_the_roles_that_the_code_needs_and_no_other(string environment, string? more)
    {
        var deployment = await Deployment.OfAsync(environment);

        Assert.Equal([.. Needed.Concat(more is null ? [] : [more]).Order(StringComparer.Ordinal)], deployment.Roles.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Nothing_opens_by_a_shared_key_and_no_deleted_key_is_lost(string environment)
    {
        var deployment = await Deployment.OfAsync(environment);
        var storage = deployment.One("Microsoft.Storage/storageAccounts");
        var vault = deployment.One("Microsoft.KeyVault/vaults");

        Assert.False(storage.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(storage.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.True(vault.GetProperty("enableRbacAuthorization").GetBoolean());
        Assert.True(vault.GetProperty("enablePurgeProtection").GetBoolean());
        Assert.True(vault.GetProperty("enableSoftDelete").GetBoolean());
    }
}
