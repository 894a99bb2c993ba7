using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Operating;

/// <summary>Body of an operation that needs nothing but a reason; may be left out.</summary>
/// <param name="Reason">Free text, at most 1,000 characters on one line; stored sealed.</param>
public sealed record ReasonBody(string? Reason = null)
{
    /// <summary>The type's name and a mask: what a person wrote or is isn't for logs.</summary>
    public override string ToString() => $"{nameof(ReasonBody)} {Sensitive.Mask}";
}
