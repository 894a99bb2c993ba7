using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Goes with a request that costs a private-key operation.</summary>
/// <param name="Name">As in the address: <c>sign</c>, <c>unwrapkey</c>, <c>decrypt</c>.</param>
/// <param name="Who">For whom.</param>
internal sealed record PrivateKeyOperation(string Name, SigningClass Who);
