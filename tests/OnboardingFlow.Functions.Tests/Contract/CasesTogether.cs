using System.Globalization;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>The orchestrations and activities of cases that share an engine. Which case's is meant by a name, the head of the instance's id says.</summary>
internal sealed class CasesTogether
{
    private readonly List<ContractRegistry> _setups = [];

    /// <summary>A registry for one more case.</summary>
    public ContractRegistry Add()
    {
        var setup = new ContractRegistry($"{_setups.Count.ToString(CultureInfo.InvariantCulture)}-");
        _setups.Add(setup);
        return setup;
    }

    /// <summary>Of all cases, each of which has defined its own by now.</summary>
    public DurableRegistry Together()
    {
        var all = _setups.ConvertAll(setup => setup.Durable);
        return new DurableRegistry(
            Named(durable => durable.Orchestrations.Keys, IOrchestration (name) =>
                new CodeOrchestration((context, input) => Of(context.InstanceId).Orchestrations[name].RunAsync(context, input))),
            Named(durable => durable.Activities.Keys, IActivity (name) =>
                new CodeActivity((context, input, token) => Of(context.InstanceId).Activities[name].RunAsync(context, input, token))),
            ContractRegistry.Version);

        Dictionary<string, T> Named<T>(Func<DurableRegistry, IEnumerable<string>> names, Func<string, T> make) =>
            all.SelectMany(names).Distinct().ToDictionary(name => name, make);

        DurableRegistry Of(string instanceId) => all[int.Parse(instanceId.Split('-')[0], CultureInfo.InvariantCulture)];
    }
}
