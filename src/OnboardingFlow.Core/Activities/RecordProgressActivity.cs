using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Writes the read model.</summary>
internal sealed class RecordProgressActivity(IOnboardingIndex index)
{
    public async Task<Done> RunAsync(ActivityContext context, IndexUpdate input, CancellationToken cancellationToken)
    {
        await index.RecordAsync(input, cancellationToken);
        return Done.Value;
    }
}
