using System.Text.Json.Nodes;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>What one batch of onboardings took.</summary>
/// <param name="UntilCompleted">From the messages' becoming visible to the last outcome.</param>
/// <param name="UntilPublished">To the last event on the events queue.</param>
/// <param name="Began">Processor time that had been used when the messages became visible.</param>
/// <param name="Used">Processor time until completed.</param>
/// <param name="Calls">Calls to WeChat Pay.</param>
internal sealed record PipelineResult(TimeSpan UntilCompleted, TimeSpan UntilPublished, ProcessorTimes Began, ProcessorTimes Used, IReadOnlyList<JsonNode> Calls)
{
    /// <summary>Cores that the processes had on average; the rest was others' or idle.</summary>
    public double CoresInUse => Used.All / UntilCompleted;
}
