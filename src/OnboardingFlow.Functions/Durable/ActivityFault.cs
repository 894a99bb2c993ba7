using Microsoft.DurableTask;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Durable;

/// <summary>
/// What leaves an activity function that failed. Durable Task writes an exception's type name and message into history and nothing else of it, so the
/// stable error type travels at the head of the message.
/// </summary>
internal sealed class ActivityFault(string errorType, string text) : Exception(errorType + Separator + text)
{
    private const string Separator = ": ";

    /// <summary>Reads the failure that a fault became. Of a failure that isn't ours only the type is taken: its text might quote a request.</summary>
    public static ActivityFailure Read(TaskFailureDetails details)
    {
        for (var current = details; current is not null; current = current.InnerFailure)
        {
            if (current.ErrorType.EndsWith(nameof(ActivityFault), StringComparison.Ordinal)
                && current.ErrorMessage.Split(Separator, 2) is [var errorType, var text])
            {
                return new ActivityFailure(errorType, text);
            }
        }

        return new ActivityFailure(details.ErrorType, "It failed outside of the activity's own code; the host's log says where.");
    }
}
