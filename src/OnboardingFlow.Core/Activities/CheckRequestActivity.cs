using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Offline checks, again at the time of the step: what was in date at the door may not be any more.</summary>
internal sealed partial class CheckRequestActivity(
    RequestOpener opener, IOptions<OnboardingSettings> settings, TimeProvider time, ILogger<CheckRequestActivity> logger)
{
    public async Task<CheckVerdict> RunAsync(ActivityContext context, SealedRequestInput input, CancellationToken cancellationToken)
    {
        var request = await opener.OpenAsync(context.InstanceId, input.SealedRequest, cancellationToken);
        var (refusals, warnings) = IdentityChecks.Run(request, settings.Value.IdentityPolicy, time.GetUtcNow());
        foreach (var warning in warnings)
        {
            RequestWarned(logger, context.InstanceId, warning);
        }

        return refusals.Count == 0 ? CheckVerdict.Passed : new CheckVerdict(refusals[0].Code, refusals[0].Message);
    }

    [LoggerMessage(1006, LogLevel.Warning, "The request of {InstanceId} passes the identity checks, but {Warning}.")]
    private static partial void RequestWarned(ILogger logger, string instanceId, string warning);
}
