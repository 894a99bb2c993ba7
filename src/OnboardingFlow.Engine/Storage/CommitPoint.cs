namespace OnboardingFlow.Engine.Storage;

/// <summary>Moments around a commit at which a crash makes a difference.</summary>
internal enum CommitPoint
{
    /// <summary>All is written, nothing is durable.</summary>
    Before,

    /// <summary>All is durable, nobody was told.</summary>
    After,
}
