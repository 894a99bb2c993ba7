namespace OnboardingFlow.Core.Ports;

/// <summary>A key in Key Vault.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty means the newest.</param>
public sealed record KeyReference(string Name, string Version = "");
