using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Activities;

/// <summary>Opens the request that an instance was started with.</summary>
internal sealed class RequestOpener(Sealer sealer)
{
    public async Task<OnboardingRequest> OpenAsync(string instanceId, string sealedRequest, CancellationToken cancellationToken) =>
        RequestJson.Deserialize(await sealer.OpenAsync(sealedRequest, instanceId, SealPurposes.Request, cancellationToken));
}
