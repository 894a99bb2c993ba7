namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Maps the vault's addresses through its pipeline.</summary>
internal sealed class VaultRoutes(IEndpointRouteBuilder routes, VaultPipeline pipeline)
{
    internal void Map(string method, string pattern, string operation, Func<VaultRequest, VaultAnswer> endpoint) =>
        routes.MapMethods(pattern, [method], (RequestDelegate)(http => pipeline.RunAsync(http, operation, endpoint)));

    internal void MapUnknown() => routes.MapFallback("{**path}", (RequestDelegate)(http => pipeline.RunAsync(
        http, "unknown", static _ => throw new VaultException(StatusCodes.Status404NotFound, "NotFound", "there is no such address"))));
}
