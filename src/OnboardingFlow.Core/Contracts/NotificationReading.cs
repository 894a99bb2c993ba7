namespace OnboardingFlow.Core.Contracts;

/// <summary>What came of reading a notification.</summary>
/// <param name="Kind">How it went.</param>
/// <param name="Reason">For a refused one: why, free of personal data.</param>
/// <param name="OrganizationId">Organization of the person whose contract changed.</param>
/// <param name="OutUserId">The person whose contract changed.</param>
public sealed record NotificationReading(NotificationKind Kind, string? Reason = null, string? OrganizationId = null, string? OutUserId = null);
