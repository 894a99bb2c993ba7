using Microsoft.AspNetCore.Http.Extensions;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.OpsPage;

/// <summary>Addresses within the operations page; whatever they are made of is escaped.</summary>
internal static class OpsLinks
{
    public const string List = "/ops";
    public const string Login = "/ops/login";
    public const string Logout = "/ops/logout";
    public const string Style = "/ops/style.css";

    public static string Onboarding(string id) => $"{List}/onboardings/{Uri.EscapeDataString(id)}";

    public static string Filtered(OnboardingStep? step = null, OutcomeKind? outcome = null, string? code = null) =>
        To(new OnboardingFilter { Step = step, Outcome = outcome, Code = code }, null);

    public static string To(OnboardingFilter filter, string? continuationToken)
    {
        var query = new QueryBuilder();
        Add("step", filter.Step?.ToString());
        Add("outcome", filter.Outcome?.ToString());
        Add("code", filter.Code);
        Add("organization_id", filter.OrganizationId);
        Add("created_from", filter.CreatedFrom?.ToString("O"));
        Add("created_to", filter.CreatedTo?.ToString("O"));
        Add("continuation_token", continuationToken);
        return List + query.ToQueryString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
    }
}
