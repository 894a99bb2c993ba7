namespace OnboardingFlow.KeyVault.Connection;

/// <summary>The vault's error answer.</summary>
internal sealed record VaultErrorBody(VaultErrorBody.Detail? Error)
{
    internal sealed record Detail(string? Code, Detail? Innererror);
}
