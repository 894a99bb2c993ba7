namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>Managing keys.</summary>
internal static class KeyEndpoints
{
    internal static void Map(VaultRoutes routes, KeyStore keys)
    {
        routes.Map("POST", "/keys/{name}/create", "key", request => Bundle(request, keys.Create(request.Name, request.Body(VaultJson.Default.CreateKeyBody))));
        routes.Map("POST", "/keys/{name}/rotate", "key", request => Bundle(request, keys.Rotate(request.Name)));
        routes.Map("PUT", "/keys/{name}", "key", request => Bundle(request, keys.Import(request.Name, request.Body(VaultJson.Default.ImportKeyBody))));
        routes.Map("GET", "/keys/{name}/{version?}", "key", request => Bundle(request, keys.Get(request.Name, request.Version)));
        routes.Map(
            "PATCH", "/keys/{name}/{version?}", "key", request => Bundle(request, keys.Update(request.Name, request.Version, request.Body(VaultJson.Default.UpdateKeyBody))));
        routes.Map("DELETE", "/keys/{name}", "key", request => Bundle(request, keys.Delete(request.Name)));
        routes.Map("GET", "/keys", "key", request => List(request, keys.Current, withVersion: false));
        routes.Map("GET", "/keys/{name}/versions", "key", request =>
        {
            keys.Get(request.Name, null);
            return List(request, keys.All(request.Name), withVersion: true);
        });
    }

    private static VaultAnswer Bundle(VaultRequest request, VaultKey key)
    {
        request.UsedVersion = key.Version;
        return VaultAnswer.Ok(key.ToBundle(request.BaseAddress), VaultJson.Default.KeyBundle);
    }

    private static VaultAnswer List(VaultRequest request, IEnumerable<VaultKey> keys, bool withVersion)
    {
        var (items, next) = VaultPage.Of(request, keys.Select(k => new KeyItem(
            withVersion ? k.Kid(request.BaseAddress) : $"{request.BaseAddress}/keys/{k.Name}", k.Attributes, k.Tags)));
        return VaultAnswer.Ok(new KeyList(items, next), VaultJson.Default.KeyList);
    }
}
