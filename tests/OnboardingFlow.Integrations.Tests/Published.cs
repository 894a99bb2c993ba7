using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Integrations.Tests;

/// <summary>Events to test with.</summary>
internal static class Published
{
    public static PublishedEvent Ended { get; } = new(
        "evt_1",
        EventTypes.Ended,
        "ob-aaaaaaaaaaaaaaaaaaaaaaaaaa",
        new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
        """{"id":"ob-aaaaaaaaaaaaaaaaaaaaaaaaaa","run":1,"outcome":"Completed","code":null}""");
}
