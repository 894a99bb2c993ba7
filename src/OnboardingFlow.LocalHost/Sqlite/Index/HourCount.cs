namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>What happened in one hour.</summary>
/// <param name="Hour">Its beginning.</param>
/// <param name="Started">Runs that began.</param>
/// <param name="Completed">Runs that ended Completed.</param>
/// <param name="EndedOtherwise">Runs that ended in another way.</param>
public sealed record HourCount(DateTimeOffset Hour, long Started, long Completed, long EndedOtherwise);
