using System.Globalization;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>
/// The plain sequential interpreter: goes through a program step by step and holds each entry of the transcript against what that step may give, knowing
/// which activities ran and in which order events became durable.
/// </summary>
internal sealed class Model(Scenario scenario, SimulatedStore store, IReadOnlyList<Execution> executions)
{
    private readonly ILookup<(string InstanceId, string Run, string Input), Execution> _byCall =
        executions.ToLookup(e => (e.InstanceId, e.Key.Split('/')[^3], e.Input));

    public void Check(InstanceRow row)
    {
        var number = int.Parse(row.Orchestration[1..], CultureInfo.InvariantCulture);
        var steps = scenario.Programs[number];
        var entries = (row.CustomStatus ?? string.Empty).Split(';')[..^1];
        var received = new Dictionary<string, List<string>> { ["x"] = [], ["y"] = [] };
        Expect(row.Status != RuntimeStatus.Completed || (entries.Length == steps.Count && row.Output == row.CustomStatus), row, $"completed with {row.Output}");
        Expect(entries.Length <= steps.Count, row, "did more steps than it has");
        for (var i = 0; i < entries.Length; i++)
        {
            Check(row, number, i, entries[i], received);
        }

        foreach (var (name, payloads) in received)
        {
            var durable = store.Events(row, name);
            Expect(
                payloads.SequenceEqual(durable.Take(payloads.Count)), row,
                $"received of '{name}' {string.Join(' ', payloads)}, but they became durable as {string.Join(' ', durable)}");
        }
    }

    private void Check(InstanceRow row, int program, int i, string entry, Dictionary<string, List<string>> received)
    {
        var step = scenario.Programs[program][i];
        switch (step.Kind)
        {
            case StepKind.Activity:
                CheckResult(row, $"{i}", entry, mayFail: false);
                break;
            case StepKind.Retried:
                CheckResult(row, $"{i}", entry, mayFail: true);
                break;
            case StepKind.FanOut:
                var results = entry.Split(',');
                Expect(results.Length == step.N + 2, row, $"fanned out to {results.Length}");
                for (var j = 0; j < results.Length; j++)
                {
                    CheckResult(row, $"{i}.{j}", results[j], mayFail: true);
                }

                break;
            case StepKind.ActivityOrTimer when entry != "t":
                CheckResult(row, $"{i}", entry, mayFail: true);
                break;
            case StepKind.Event:
            case StepKind.CancelledWaiter:
            case StepKind.EventOrTimer when entry != "t":
                received[step.Event].AddRange(entry.Split(','));
                break;
            case StepKind.Timer or StepKind.ActivityOrTimer or StepKind.EventOrTimer:
                Expect(entry == "t", row, $"has '{entry}' for a timer");
                break;
            case StepKind.ContinueAsNew:
                Expect(entry == "n", row, $"has '{entry}' for a continue-as-new");
                break;
            case StepKind.SubOrchestration when SimulatedWorkflow.Callee(scenario.Programs.Count, program, step.N) is not null:
                var parts = entry.Split('=', 2);
                var child = store.Find(parts[0]);
                Expect(child is not null, row, $"called {parts[0]}, which is lost");
                Expect(
                    parts[1].StartsWith('!') || (child!.Status == RuntimeStatus.Completed && SimulatedWorkflow.Nested(child.Output!) == parts[1]), row,
                    $"got '{parts[1]}' from {parts[0]}, which is {child!.Status} with '{child.Output}'");
                break;
            case StepKind.StartOther when SimulatedWorkflow.Callee(scenario.Programs.Count, program, step.N) is not null:
                Expect(store.Find(entry) is not null, row, $"started {entry}, which is lost");
                break;
            default:
                Expect(entry == "-", row, $"has '{entry}' for nothing");
                break;
        }
    }

    private void CheckResult(InstanceRow row, string input, string result, bool mayFail)
    {
        var calls = _byCall[(row.Id, $"{row.RunId:N}", input)].ToList();
        if (result == "!" + SimulatedActivities.Transient)
        {
            Expect(mayFail && calls.Count(c => c.Fails) >= SimulatedWorkflow.Retry.MaxAttempts, row, $"gave up '{input}' after {calls.Count} attempts");
        }
        else
        {
            Expect(calls.Exists(c => !c.Fails && $"{c.Number}" == result), row, $"has '{result}' for activity '{input}', which never gave that");
        }
    }

    private static void Expect(bool holds, InstanceRow row, string broken)
    {
        if (!holds)
        {
            throw new BrokenPromiseException($"{row.Id} run {row.Run} ({row.Status}: {row.CustomStatus}) {broken}");
        }
    }
}
