namespace OnboardingFlow.Integrations.Storage;

/// <summary>Names of the queues and of the blob container. Part of the contract with senders and readers.</summary>
public static class StorageNames
{
    /// <summary>Requests come in here.</summary>
    public const string RequestQueue = "onboarding-requests";

    /// <summary>Requests that can't become onboardings.</summary>
    public const string PoisonQueue = "onboarding-requests-poison";

    /// <summary>Published events go out here.</summary>
    public const string EventsQueue = "onboarding-events";

    /// <summary>Sealed bodies of poison messages that are too big for a queue message.</summary>
    public const string PoisonContainer = "onboarding-poison";
}
