using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Operating;

/// <summary>Body of a cancellation; may be left out.</summary>
/// <param name="TerminateContract">Whether a contract that was signed meanwhile is to be ended.</param>
/// <param name="Reason">Free text, at most 1,000 characters on one line; stored sealed.</param>
public sealed record CancelBody(bool TerminateContract = false, string? Reason = null)
{
    /// <summary>The type's name and a mask: what a person wrote or is isn't for logs.</summary>
    public override string ToString() => $"{nameof(CancelBody)} {Sensitive.Mask}";
}
