using Azure.Identity;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Tests.Connection;

public sealed class CredentialFaultTests
{
    private static readonly VaultObject Target = new(new Uri("https://name.vault.azure.net/"), "key", "k", "v1", VaultOperations.Sign);
    private static readonly VaultObject HsmTarget = Target with { Vault = new Uri("https://name.managedhsm.azure.net/") };

    public static TheoryData<Exception, string> Faults => new()
    {
        { new CredentialUnavailableException("nothing configured"), ErrorTypes.Configuration },
        { new AuthenticationFailedException("wrong secret"), ErrorTypes.Configuration },
        { new AuthenticationFailedException("away", new HttpRequestException("no route")), ErrorTypes.Transient },
        { new AuthenticationFailedException("away", new AggregateException(new IOException("cut"))), ErrorTypes.Transient },
        { new AggregateException(new IOException("first"), new AuthenticationFailedException("wrong secret")), ErrorTypes.Configuration },
        { new OperationCanceledException(), ErrorTypes.Transient },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void A_credential_that_is_missing_or_wrong_is_for_the_operator_and_an_outage_isn_t(Exception error, string errorType) =>
        Assert.Equal(errorType, VaultFaults.FromException(Target, error)!.ErrorType);

    [Fact]
    public void A_mistake_of_our_own_is_not_blamed_on_the_vault() => Assert.Null(VaultFaults.FromException(Target, new InvalidOperationException()));

    [Fact]
    public void The_fix_speaks_of_a_managed_HSM_where_it_is_one()
    {
        var fault = VaultFaults.FromAnswer(HsmTarget, 403, new VaultErrorCode("Forbidden", null), "request-17");

        Assert.Contains("'Managed HSM Crypto User'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--hsm-name name", fault.Message, StringComparison.Ordinal);
    }
}
