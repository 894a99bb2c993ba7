using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.KeyVault.Keys;
using OnboardingFlow.Emulators.KeyVault.Secrets;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>All that the Key Vault emulator knows.</summary>
internal sealed class VaultState(StateJournal journal, TimeProvider time, ILogger logger)
{
    private const int MaxCalls = 100_000;

    private static readonly string[] Operations = ["decrypt", "encrypt", "key", "secret", "sign", "unwrap", "verify", "wrap"];

    internal RingLog<VaultCall> Calls { get; } = new(MaxCalls);

    internal FaultBook Faults { get; } = new(Operations, FaultActions.ForVault);

    internal KeyStore Keys { get; } = new(journal, time);

    internal ILogger Logger => logger;

    internal SecretStore Secrets { get; } = new(journal, time);

    internal TimeProvider Time => time;
}
