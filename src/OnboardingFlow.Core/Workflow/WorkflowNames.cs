namespace OnboardingFlow.Core.Workflow;

/// <summary>Names that histories hold: they never change.</summary>
public static class WorkflowNames
{
    /// <summary>Orchestration of one onboarding.</summary>
    public const string Onboarding = "Onboarding";

    /// <summary>Orchestration that delivers one event by one channel.</summary>
    public const string Delivery = "Delivery";

    /// <summary>Orchestration that looks whether a completed contract still stands.</summary>
    public const string ContractWatch = "ContractWatch";

    /// <summary>Version that new instances start with.</summary>
    public const string CurrentVersion = "1";

    /// <summary>Id of the instance that delivers the end of a run by a channel.</summary>
    public static string DeliveryId(string onboardingId, int run, string channel) => $"{onboardingId}-r{run}-ended-{channel}";

    /// <summary>Id of the instance that watches the contract of a completed run.</summary>
    public static string WatchId(string onboardingId, int run) => $"{onboardingId}-r{run}-watch";

    /// <summary>Id of the event that tells that the contract of a completed run is gone; with <c>-channel</c>, of the instance that delivers it.</summary>
    public static string ContractTerminatedId(string onboardingId, int run) => $"{onboardingId}-r{run}-terminated";
}
