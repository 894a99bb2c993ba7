using OnboardingFlow.Core.Intake;

namespace OnboardingFlow.Integrations.Tests;

/// <summary>Poison messages to test with.</summary>
internal static class PoisonMessages
{
    public static readonly DateTimeOffset FirstSeen = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public static PoisonMessage Of(string messageId, string envelope = "sealed-body") => new(
        "validation",
        new Dictionary<string, IReadOnlyList<string>> { ["presign.facepay_user.phone"] = ["must be 11 digits"] },
        messageId,
        FirstSeen,
        3,
        envelope);
}
