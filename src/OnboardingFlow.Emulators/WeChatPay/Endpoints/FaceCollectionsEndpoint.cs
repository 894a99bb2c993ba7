using OnboardingFlow.Emulators.WeChatPay.Persons;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>GET /v3/offlineface/face-collections</c> and <c>…/{collection_id}</c>: users whose photo must be taken again.</summary>
internal static class FaceCollectionsEndpoint
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    internal static Answer List(WeChatPayState state, WeChatPayCall call)
    {
        var organizationId = call.Query("organization_id") ?? throw Refusal.Parameter("organization_id", "is required", "query");
        OrganizationEndpoint.Require(state, organizationId);
        var offset = Number(call, "offset", 0, int.MaxValue);
        var limit = Number(call, "limit", DefaultLimit, MaxLimit);
        var page = state.Persons.Persons
            .Where(p => p.CollectionId is not null && p.OrganizationId == organizationId)
            .OrderBy(p => p.CollectionId, StringComparer.Ordinal)
            .Skip(offset).Take(limit).Select(View);
        return Answer.Ok(new FaceCollectionList([.. page]), WireJson.Wire.FaceCollectionList);
    }

    internal static Answer Get(WeChatPayState state, WeChatPayCall call)
    {
        var id = call.Route("collection_id");
        var person = state.Persons.Persons.FirstOrDefault(p => p.CollectionId == id) ?? throw Refusal.NotFound("there is no such collection");
        return Answer.Ok(View(person), WireJson.Wire.FaceCollection);
    }

    private static FaceCollection View(Person person) => new(person.CollectionId!, person.UserId, person.OrganizationId, "COLLECTION_REQUIRED");

    private static int Number(WeChatPayCall call, string name, int missing, int max) => call.Query(name) switch
    {
        null => missing,
        { } text when int.TryParse(text, out var value) && value >= 0 && value <= max => value,
        _ => throw Refusal.Parameter(name, $"must be 0 to {max}", "query"),
    };
}
