using OnboardingFlow.Core.Contracts;

namespace OnboardingFlow.Core.Activities;

/// <summary>What a look at the person gave.</summary>
/// <param name="User">The person, or null when WeChat Pay knows none.</param>
/// <param name="PollStretch">How far the next poll should be put off because the signing budget is short; 1 when it isn't.</param>
public sealed record UserLook(FaceUser? User, double PollStretch);
