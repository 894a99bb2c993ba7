namespace OnboardingFlow.Api.OpenApi;

/// <summary>
/// Metadata of a route: the body that its handler reads itself. Not ASP.NET Core's own metadata, for with that routing would refuse content types before the
/// key was looked at.
/// </summary>
/// <param name="Type">Type of the body.</param>
/// <param name="ContentTypes">Content types that are taken.</param>
internal sealed record BodyType(Type Type, IReadOnlyList<string> ContentTypes);
