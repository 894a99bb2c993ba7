namespace OnboardingFlow.Core.Starting;

/// <summary>What came of a wish to start an onboarding.</summary>
public enum StartVerdict
{
    /// <summary>This wish started a run.</summary>
    Started,

    /// <summary>This very request runs already.</summary>
    AlreadyRunning,

    /// <summary>Its request id was seen before: whatever that one led to is the answer.</summary>
    AlreadySeen,

    /// <summary>The same data as the last run, which has ended, and <c>restart</c> doesn't start a new one.</summary>
    SameAsEnded,

    /// <summary>The person's onboarding runs with other data.</summary>
    RunsWithOtherData,

    /// <summary>The person's onboarding has ended, with other data, and <c>restart</c> doesn't start a new one.</summary>
    EndedWithOtherData,

    /// <summary><c>restart</c> would start a new run, but there is no request id to tell a repetition by.</summary>
    RestartNeedsRequestId,
}
