using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>Processor time that each process has used.</summary>
internal sealed record ProcessorTimes(TimeSpan Host, TimeSpan Emulators, TimeSpan Azurite, TimeSpan Benchmark)
{
    public TimeSpan All => Host + Emulators + Azurite + Benchmark;

    public static ProcessorTimes Of(SystemProcesses system) => new(
        system.Host.ProcessorTime, system.Emulators.ProcessorTime, system.Azurite.ProcessorTime, Environment.CpuUsage.TotalTime);

    public static ProcessorTimes operator -(ProcessorTimes later, ProcessorTimes earlier) => new(
        later.Host - earlier.Host, later.Emulators - earlier.Emulators, later.Azurite - earlier.Azurite, later.Benchmark - earlier.Benchmark);
}
