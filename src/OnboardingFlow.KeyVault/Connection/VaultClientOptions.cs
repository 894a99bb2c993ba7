using Azure.Core;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Azure.Core wants a class of one's own for a client's options; the retries are set where it is made.</summary>
internal sealed class VaultClientOptions : ClientOptions;
