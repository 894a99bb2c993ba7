using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Goes with a request that costs a private-key operation.</summary>
/// <param name="Name">One of <see cref="VaultOperations"/>.</param>
/// <param name="Who">For whom.</param>
public sealed record PrivateKeyOperation(string Name, SigningClass Who)
{
    /// <summary>The property of a message (<c>HttpMessage</c>) that holds it.</summary>
    public const string Property = "OnboardingFlow.PrivateKeyOperation";
}
