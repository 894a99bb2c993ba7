using System.Globalization;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>What a seed draws before anything runs. Data only, so that a failing one can be made smaller and run again.</summary>
/// <param name="Seed">Also draws the order of everything that happens.</param>
/// <param name="Programs">Workflows; one calls or starts only those behind it.</param>
/// <param name="Moves">How many things happen before the world calms down.</param>
/// <param name="Faults">What may go wrong.</param>
internal sealed record Scenario(int Seed, IReadOnlyList<IReadOnlyList<Step>> Programs, int Moves, Faults Faults)
{
    public static Scenario Draw(int seed)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<StepKind>();
        var programs = new List<IReadOnlyList<Step>>();
        var count = random.Next(1, 4);
        for (var p = 0; p < count; p++)
        {
            programs.Add([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new Step(kinds[random.Next(kinds.Length)], random.Next(4)))]);
        }

        // A third of the seeds go without this or that fault, so that one fault doesn't hide behind another.
        var faults = Enum.GetValues<Faults>().Where(_ => random.Next(3) > 0).Aggregate(Faults.None, (all, one) => all | one);
        return new Scenario(seed, programs, random.Next(30, 160), faults);
    }

    /// <summary>Smaller ones to try, the most different first.</summary>
    public IEnumerable<Scenario> Smaller()
    {
        if (Moves > 1)
        {
            yield return this with { Moves = Moves / 2 };
            yield return this with { Moves = Moves - 1 };
        }

        foreach (var fault in Enum.GetValues<Faults>().Where(f => f != Faults.None && Faults.HasFlag(f)))
        {
            yield return this with { Faults = Faults & ~fault };
        }

        for (var p = 0; p < Programs.Count; p++)
        {
            for (var s = 0; s < Programs[p].Count; s++)
            {
                var fewer = Programs.ToList();
                fewer[p] = [.. Programs[p].Where((_, i) => i != s)];
                yield return this with { Programs = fewer };
            }
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}, {Moves} moves, faults: {Faults}{string.Concat(Programs.Select((p, i) => $"\n  p{i}: {string.Join(", ", p.Select(s => $"{s.Kind} {s.N}"))}"))}");
}
