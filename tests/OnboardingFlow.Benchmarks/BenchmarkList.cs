using OnboardingFlow.Benchmarks.Capacity;
using OnboardingFlow.Benchmarks.Engine;
using OnboardingFlow.Benchmarks.Import;
using OnboardingFlow.Benchmarks.Pages;
using OnboardingFlow.Benchmarks.Pipeline;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Benchmarks.Sealing;
using OnboardingFlow.Benchmarks.WeChatPay;

namespace OnboardingFlow.Benchmarks;

/// <summary>Every benchmark there is: a new one is a class of its own and a line here.</summary>
internal static class BenchmarkList
{
    public static IReadOnlyList<Benchmark> All { get; } = [CapacityBenchmark.Definition, EngineBenchmark.Definition, ImportBenchmark.Definition, PageBenchmark.Definition, PipelineBenchmark.Definition, SealingBenchmark.Definition, WeChatPayBenchmark.Definition];
}
