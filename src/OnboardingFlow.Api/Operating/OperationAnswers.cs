using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Core.Operations;

namespace OnboardingFlow.Api.Operating;

/// <summary>What the handlers of operations on one onboarding say about their end.</summary>
internal static class OperationAnswers
{
    /// <summary>The 404 or 409 of one that wasn't done.</summary>
    public static IResult Refused(OperationAnswer answer, string id) => answer.Verdict == OperationVerdict.NotFound
        ? Problems.OnboardingNotFound()
        : Problems.Conflict(answer.Code ?? "", answer.Message ?? "", OnboardingLinks.SelfOf(id));

    /// <summary>The log's line. An id that names nothing may be anything that a caller typed, so that isn't logged.</summary>
    public static void Note(ILogger logger, string? caller, string operation, string id, OperationAnswer answer)
    {
        if (answer.Verdict != OperationVerdict.NotFound)
        {
            Log.Operated(logger, caller, operation, id, answer.Verdict.ToString(), answer.Code);
        }
    }
}
