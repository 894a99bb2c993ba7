namespace OnboardingFlow.Api.OpenApi;

/// <summary>Metadata of a route: the query parameters that its handler reads itself.</summary>
/// <param name="Names">Their names.</param>
internal sealed record QueryParameters(IReadOnlyList<string> Names);
