using System.Text.Json;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests;

/// <summary>Times in what others read are in UTC with a Z, as in the API: whoever compares them as texts, or parses them strictly, is not surprised.</summary>
public sealed class PublishedTimeTests
{
    private static readonly DateTimeOffset InBeijing = new(2026, 11, 23, 16, 0, 0, 500, TimeSpan.FromHours(8));

    [Fact]
    public void Ended_event() => Assert.Contains(
        "\"ended_at\":\"2026-11-23T08:00:00.5Z\"",
        JsonSerializer.Serialize(
            new EndedEventData("ob-1", 1, "u1", "O1", OutcomeKind.Completed, null, null, InBeijing), WorkflowJson.Default.EndedEventData),
        StringComparison.Ordinal);

    [Fact]
    public void Contract_terminated_event() => Assert.Contains(
        "\"terminated_at\":\"2026-11-23T08:00:00.5Z\"",
        JsonSerializer.Serialize(
            new ContractTerminatedEventData("ob-1", "u1", "O1", "c1", InBeijing), WorkflowJson.Default.ContractTerminatedEventData),
        StringComparison.Ordinal);

    [Fact]
    public void Poison_message_and_sealed_copy()
    {
        var poison = JsonSerializer.Serialize(
            new PoisonMessage("invalid", new Dictionary<string, IReadOnlyList<string>>(), "m1", InBeijing, 0, "ofs1.x"), IntakeJson.Default.PoisonMessage);
        var copy = JsonSerializer.Serialize(new SealedCopy("m1", InBeijing, 1, "ofs1.x"), IntakeJson.Default.SealedCopy);

        Assert.Contains("\"first_seen\":\"2026-11-23T08:00:00.5Z\"", poison, StringComparison.Ordinal);
        Assert.Contains("\"first_seen\":\"2026-11-23T08:00:00.5Z\"", copy, StringComparison.Ordinal);
        Assert.Equal(InBeijing, JsonSerializer.Deserialize(copy, IntakeJson.Default.SealedCopy)!.FirstSeen);
    }
}
