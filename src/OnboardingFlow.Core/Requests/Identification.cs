using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Requests;

/// <summary>An identity document.</summary>
/// <param name="IdentificationType">Always <see cref="IdCard"/>: presign names no other.</param>
/// <param name="IdentificationNumber">Number of a resident identity card (GB 11643-1999).</param>
public sealed record Identification(string IdentificationType, Sensitive IdentificationNumber)
{
    /// <summary>The one type that presign names.</summary>
    public const string IdCard = "IDCARD";
}
