namespace OnboardingFlow.Core.Contracts;

/// <summary>A school or company as WeChat Pay knows it.</summary>
/// <param name="OrganizationId">Its id.</param>
/// <param name="OrganizationName">Its full name.</param>
public sealed record Organization(string OrganizationId, string OrganizationName);
