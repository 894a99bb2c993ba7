namespace OnboardingFlow.Api.Access;

/// <summary>Metadata of a route: the role that a caller's key must have.</summary>
/// <param name="Role">The role.</param>
public sealed record RequiredRole(ApiRole Role);
