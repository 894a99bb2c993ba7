namespace OnboardingFlow.Core.Ports;

/// <summary>Answer to a requeue from poison.</summary>
public enum RequeueResult
{
    /// <summary>It is on the request queue again.</summary>
    Done,

    /// <summary>There is no such message.</summary>
    NotFound,

    /// <summary>Its body is too big to be a request, or is missing: it needs a repaired one. Nothing was changed.</summary>
    NeedsRepair,
}
