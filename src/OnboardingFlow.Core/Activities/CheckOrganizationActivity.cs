using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Activities;

/// <summary>The organization exists and has exactly the name that was given.</summary>
internal sealed class CheckOrganizationActivity(RequestOpener opener, IWeChatPay weChatPay)
{
    public async Task<CheckVerdict> RunAsync(ActivityContext context, SealedRequestInput input, CancellationToken cancellationToken)
    {
        var request = await opener.OpenAsync(context.InstanceId, input.SealedRequest, cancellationToken);
        var id = request.Presign.FacepayUser.OrganizationId;
        var organization = await weChatPay.FindOrganizationAsync(id, SigningUrgency.PersonWaiting, cancellationToken);
        if (organization is null)
        {
            return new CheckVerdict(OutcomeCodes.OrganizationNotFound, $"WeChat Pay knows no organization {id}.");
        }

        return request.Options.OrganizationName is { } name && !string.Equals(name, organization.OrganizationName, StringComparison.Ordinal)
            ? new CheckVerdict(
                OutcomeCodes.OrganizationNameMismatch,
                $"Organization {id} has another name at WeChat Pay; give its full name, no short form.")
            : CheckVerdict.Passed;
    }
}
