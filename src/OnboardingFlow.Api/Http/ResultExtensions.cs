using Microsoft.AspNetCore.Http;
using OnboardingFlow.Api.Onboardings;

namespace OnboardingFlow.Api.Http;

internal static class ResultExtensions
{
    /// <summary>Adds the <c>Location</c> of an onboarding.</summary>
    public static IResult WithLocation(this IResult result, string id) => new WithHeader("Location", OnboardingLinks.SelfOf(id), result);
}
