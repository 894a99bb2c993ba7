namespace OnboardingFlow.Core.Workflow;

/// <summary>Where a delivery stands. The API shows pending, delivered, failed.</summary>
public enum DeliveryState
{
    /// <summary>Being tried.</summary>
    Pending,

    /// <summary>The channel took it.</summary>
    Delivered,

    /// <summary>Given up after a day.</summary>
    Failed,
}
