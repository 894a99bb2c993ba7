using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>How many onboardings came to a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reached">Came this far or farther, running or ended.</param>
/// <param name="Standing">Are in it now; a review counts as the identity's check.</param>
/// <param name="Parked">Came from it into NeedsAttention, where they are now.</param>
/// <param name="Ended">Ended in it, other than Completed.</param>
public sealed record FunnelStep(OnboardingStep Step, long Reached, long Standing, long Parked, long Ended);
