using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Starting;

/// <summary>Decides what a wish to start means for a person whose onboarding exists already.</summary>
internal static class StartRule
{
    /// <param name="outcome">How the last run ended; null while it runs.</param>
    /// <param name="sameData">Whether the wish's data are those of that run.</param>
    /// <param name="seen">Whether the wish's request id was seen; null when it has none.</param>
    /// <param name="restart">What the wish says about ended runs.</param>
    /// <returns><see cref="StartVerdict.Started"/> when a new run is to be started, else what to answer.</returns>
    public static StartVerdict Decide(Outcome? outcome, bool sameData, bool? seen, Restart restart)
    {
        if (seen == true)
        {
            return StartVerdict.AlreadySeen;
        }

        if (outcome is null)
        {
            return sameData ? StartVerdict.AlreadyRunning : StartVerdict.RunsWithOtherData;
        }

        if (restart == Restart.Force || (restart == Restart.IfEnded && outcome.Kind != OutcomeKind.Completed))
        {
            return seen is null ? StartVerdict.RestartNeedsRequestId : StartVerdict.Started;
        }

        return sameData ? StartVerdict.SameAsEnded : StartVerdict.EndedWithOtherData;
    }
}
