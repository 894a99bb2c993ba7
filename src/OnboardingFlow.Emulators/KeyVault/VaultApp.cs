using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.KeyVault.Keys;
using OnboardingFlow.Emulators.KeyVault.Secrets;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>The routes of the Key Vault emulator.</summary>
internal static class VaultApp
{
    internal static void Map(IEndpointRouteBuilder routes, VaultState state)
    {
        var vault = new VaultRoutes(routes, new VaultPipeline(state));
        KeyEndpoints.Map(vault, state.Keys);
        CryptoEndpoints.Map(vault, state.Keys);
        SecretEndpoints.Map(vault, state.Secrets);
        routes.MapFaults(state.Faults);
        routes.MapCalls(state.Calls, ControlJson.Wire.IReadOnlyListVaultCall);
        vault.MapUnknown();
    }
}
