using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Offline checks, again at the time of the step: what was in date at the door may not be any more.</summary>
internal sealed class CheckRequestActivity(RequestOpener opener, IOptions<OnboardingSettings> settings, TimeProvider time)
{
    public async Task<CheckVerdict> RunAsync(ActivityContext context, SealedRequestInput input, CancellationToken cancellationToken)
    {
        var request = await opener.OpenAsync(context.InstanceId, input.SealedRequest, cancellationToken);
        var refusals = IdentityChecks.Run(request, settings.Value.IdentityPolicy, time.GetUtcNow()).Refusals;
        return refusals.Count == 0 ? CheckVerdict.Passed : new CheckVerdict(refusals[0].Code, refusals[0].Message);
    }
}
