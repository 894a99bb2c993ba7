using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Operating;

/// <summary>Body of a review.</summary>
/// <param name="Decision"><c>approve</c> or <c>reject</c>.</param>
/// <param name="Reason">Free text, at most 1,000 characters on one line; stored sealed.</param>
public sealed record ReviewBody(string Decision, string? Reason = null)
{
    /// <summary>The type's name and a mask: what a person wrote or is isn't for logs.</summary>
    public override string ToString() => $"{nameof(ReviewBody)} {Sensitive.Mask}";
}
