namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>What Core expects of an engine, whichever it is: the orchestration and client ports' promises as cases.</summary>
internal static class EngineContract
{
    public static IReadOnlyList<ContractCase> Cases { get; } =
    [
        .. ActivityCases.All,
        .. RetryCases.All,
        .. TimerCases.All,
        .. EventCases.All,
        .. ContinueAsNewCases.All,
        .. OtherInstanceCases.All,
        .. StatusCases.All,
        .. StartCases.All,
        .. OperationCases.All,
        .. ReplayCases.All,
    ];

    /// <summary>Runs a case on an engine made for it.</summary>
    public static async Task RunAsync(string name, Func<ContractRegistry, Func<IEngineUnderTest, Task>, Task> onEngine)
    {
        var registry = new ContractRegistry();
        var act = Cases.Single(found => found.Name == name).Define(registry);
        await onEngine(registry, engine => act(new ContractRun(engine, registry)));
    }
}
