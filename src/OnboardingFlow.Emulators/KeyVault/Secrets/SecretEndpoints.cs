namespace OnboardingFlow.Emulators.KeyVault.Secrets;

/// <summary>Secrets.</summary>
internal static class SecretEndpoints
{
    internal static void Map(VaultRoutes routes, SecretStore secrets)
    {
        routes.Map("PUT", "/secrets/{name}", "secret", request => Bundle(request, secrets.Set(request.Name, request.Body(VaultJson.Default.SetSecretBody)), withValue: true));
        routes.Map("GET", "/secrets/{name}/{version?}", "secret", request =>
        {
            var secret = secrets.Get(request.Name, request.Version);
            return secret.Attributes.IsEnabled ? Bundle(request, secret, withValue: true) : throw VaultException.SecretDisabled();
        });
        routes.Map("PATCH", "/secrets/{name}/{version?}", "secret", request => Bundle(
            request, secrets.Update(request.Name, request.Version, request.Body(VaultJson.Default.UpdateSecretBody)), withValue: false));
        routes.Map("DELETE", "/secrets/{name}", "secret", request => Bundle(request, secrets.Delete(request.Name), withValue: false));
        routes.Map("GET", "/secrets", "secret", request => List(request, secrets.Current, withVersion: false));
        routes.Map("GET", "/secrets/{name}/versions", "secret", request =>
        {
            secrets.Get(request.Name, null);
            return List(request, secrets.All(request.Name), withVersion: true);
        });
    }

    private static VaultAnswer Bundle(VaultRequest request, VaultSecret secret, bool withValue)
    {
        request.UsedVersion = secret.Version;
        return VaultAnswer.Ok(secret.ToBundle(request.BaseAddress, withValue), VaultJson.Default.SecretBundle);
    }

    private static VaultAnswer List(VaultRequest request, IEnumerable<VaultSecret> secrets, bool withVersion)
    {
        var (items, next) = VaultPage.Of(request, secrets.Select(s => s.ToBundle(request.BaseAddress, withValue: false) with
        {
            Id = withVersion ? s.Id(request.BaseAddress) : $"{request.BaseAddress}/secrets/{s.Name}",
        }));
        return VaultAnswer.Ok(new SecretList(items, next), VaultJson.Default.SecretList);
    }
}
