using System.Collections.Concurrent;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>A case's orchestrations and activities. There is always <c>echo</c>, which gives back its input, and <c>fail</c>, whose input is the error type.</summary>
/// <remarks>Cases that share an engine have their orchestrations' and activities' names in common, but each its own ids.</remarks>
internal sealed class ContractRegistry
{
    public const string Version = "7";

    private readonly string _scope;
    private readonly Dictionary<string, IOrchestration> _orchestrations = [];
    private readonly Dictionary<string, IActivity> _activities = [];

    /// <param name="scope">The head of all ids of the case.</param>
    public ContractRegistry(string scope = "")
    {
        _scope = scope;
        Activity("echo", (_, input) => input);
        Activity("fail", (_, input) => throw new ActivityException(input!.Trim('"'), "it was asked to"));
        Orchestration("idle", async (context, _) => await context.WaitForExternalEventAsync("end"));
    }

    public DurableRegistry Durable => new(_orchestrations, _activities, Version);

    /// <summary>Activities in the order in which they ran.</summary>
    public ConcurrentQueue<(string Name, string? Input, ActivityContext Context)> Ran { get; } = new();

    /// <summary>The case's own instance of that name.</summary>
    public string Id(string name = "i") => _scope + name;

    public ContractRegistry Orchestration(string name, Func<IOrchestrationContext, string?, Task<string?>> code)
    {
        _orchestrations[name] = new CodeOrchestration(code);
        return this;
    }

    public ContractRegistry Activity(string name, Func<ActivityContext, string?, string?> code)
    {
        _activities[name] = new CodeActivity((context, input, _) =>
        {
            Ran.Enqueue((name, input, context));
            return Task.FromResult(code(context, input));
        });
        return this;
    }
}
