using OnboardingFlow.Benchmarks;
using OnboardingFlow.Benchmarks.Running;

return await BenchmarkCommand.RunAsync(BenchmarkList.All, args, Console.Out, Console.Error);
