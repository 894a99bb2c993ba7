namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>A photo to take again.</summary>
internal sealed record FaceCollection(string CollectionId, string UserId, string OrganizationId, string CollectionState);

/// <summary>A page of them.</summary>
internal sealed record FaceCollectionList(IReadOnlyList<FaceCollection> FaceCollections);
