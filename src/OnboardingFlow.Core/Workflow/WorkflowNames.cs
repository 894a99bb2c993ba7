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
}
