using System.Globalization;

namespace OnboardingFlow.Benchmarks.Running;

/// <summary>The command line: <c>[NAME [GROUP] [--option value]…]</c>.</summary>
internal static class BenchmarkCommand
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int WrongUse = 2;

    /// <summary>Lists the benchmarks, or runs one.</summary>
    /// <returns>0 when measured; 1 when that failed; 2 when the command line names what isn't there.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<Benchmark> benchmarks, IReadOnlyList<string> arguments, TextWriter lines, TextWriter people)
    {
        if (arguments.Count == 0)
        {
            List(benchmarks, lines);
            return Ok;
        }

        if (benchmarks.FirstOrDefault(known => known.Name == arguments[0]) is not { } benchmark)
        {
            people.WriteLine($"There is no benchmark '{arguments[0]}'. There are: {string.Join(", ", benchmarks.Select(known => known.Name))}.");
            return WrongUse;
        }

        var groups = benchmark.Groups;
        var rest = arguments.Skip(1).ToList();
        if (rest.Count > 0 && !rest[0].StartsWith('-'))
        {
            groups = [.. groups.Where(group => group.Name == rest[0])];
            if (groups.Count == 0)
            {
                people.WriteLine(
                    $"Benchmark '{benchmark.Name}' has no group '{rest[0]}'. It has: {string.Join(", ", benchmark.Groups.Select(group => group.Name))}.");
                return WrongUse;
            }

            rest.RemoveAt(0);
        }

        if (!TryReadOptions(benchmark, rest, out var options, out var problem))
        {
            people.WriteLine(problem);
            return WrongUse;
        }

        return await RunGroupsAsync(groups, new BenchmarkRun(benchmark.Name, options, lines, people), people);
    }

    private static void List(IReadOnlyList<Benchmark> benchmarks, TextWriter lines)
    {
        foreach (var benchmark in benchmarks)
        {
            lines.WriteLine($"{benchmark.Name}: {benchmark.Job}");
            foreach (var group in benchmark.Groups)
            {
                lines.WriteLine($"  {group.Name}: {string.Join(", ", group.Measures)}");
            }

            foreach (var option in benchmark.Options)
            {
                lines.WriteLine($"  --{option.Name} N: {option.Meaning}; {option.Min} to {option.Max}, {option.Default} when left out");
            }
        }
    }

    private static bool TryReadOptions(
        Benchmark benchmark, List<string> texts, out Dictionary<string, int> options, out string? problem)
    {
        options = benchmark.Options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal);
        for (var i = 0; i < texts.Count; i += 2)
        {
            if (benchmark.Options.FirstOrDefault(known => "--" + known.Name == texts[i]) is not { } option)
            {
                var known = string.Join(", ", benchmark.Options.Select(option => "--" + option.Name));
                problem = $"'{texts[i]}' isn't known to benchmark '{benchmark.Name}', which takes {known}.";
                return false;
            }

            var text = i + 1 < texts.Count ? texts[i + 1] : "";
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < option.Min || value > option.Max)
            {
                problem = $"--{option.Name} '{text}': must be a whole number from {option.Min} to {option.Max}.";
                return false;
            }

            options[option.Name] = value;
        }

        problem = null;
        return true;
    }

    private static async Task<int> RunGroupsAsync(IEnumerable<BenchmarkGroup> groups, BenchmarkRun run, TextWriter people)
    {
        using var stop = new CancellationTokenSource();
        void StopGently(object? sender, ConsoleCancelEventArgs pressed)
        {
            pressed.Cancel = true;
            stop.Cancel();
        }

        Console.CancelKeyPress += StopGently;
        try
        {
            foreach (var group in groups)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                limit.CancelAfter(BenchmarkGroup.Limit);
                await group.RunAsync(run, limit.Token);
            }

            return Ok;
        }
        catch (OperationCanceledException)
        {
            people.WriteLine(stop.IsCancellationRequested ? "Stopped." : $"Not done within {BenchmarkGroup.Limit.TotalMinutes} minutes; fewer, please.");
            return Failed;
        }
        catch (InvalidOperationException problem)
        {
            people.WriteLine(problem.Message);
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= StopGently;
        }
    }
}
