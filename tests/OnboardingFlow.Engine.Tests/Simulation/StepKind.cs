namespace OnboardingFlow.Engine.Tests.Simulation;

internal enum StepKind
{
    /// <summary>An activity whose failure fails the workflow.</summary>
    Activity,

    /// <summary>An activity that is repeated, whose failure is handled.</summary>
    Retried,

    FanOut,

    Timer,

    Event,

    EventOrTimer,

    ActivityOrTimer,

    /// <summary>Two wait for one event; the first gives up.</summary>
    CancelledWaiter,

    SubOrchestration,

    StartOther,

    ContinueAsNew,
}
