namespace OnboardingFlow.Api.Access;

/// <summary>What the holder of an API key may do. In configuration: <c>start</c>, <c>read</c>, <c>operate</c>.</summary>
public enum ApiRole
{
    /// <summary>Start onboardings and fetch presign tokens.</summary>
    Start,

    /// <summary>Read states, timelines, counts and metrics.</summary>
    Read,

    /// <summary>Operate on onboardings and poison messages; includes the other two.</summary>
    Operate,
}
