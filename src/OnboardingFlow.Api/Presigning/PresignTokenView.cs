using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Presigning;

/// <summary>A live presign token and what the provider's mini-program hands over with it.</summary>
/// <param name="PresignToken">The token.</param>
/// <param name="ExpiresAt">End of its life.</param>
/// <param name="MiniProgram">Arguments for <c>wx.navigateToMiniProgram</c>.</param>
/// <param name="Missing">What <c>extra_data</c> should have but the request didn't give, by its name there.</param>
public sealed record PresignTokenView(string PresignToken, DateTimeOffset ExpiresAt, MiniProgramView MiniProgram, IReadOnlyList<string> Missing)
{
    /// <summary>The type's name and a mask: what a person wrote or is isn't for logs.</summary>
    public override string ToString() => $"{nameof(PresignTokenView)} {Sensitive.Mask}";
}
