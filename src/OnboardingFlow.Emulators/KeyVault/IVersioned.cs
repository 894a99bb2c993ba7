namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>A version of a key or of a secret.</summary>
internal interface IVersioned
{
    string Name { get; }

    string Version { get; }
}
