using Microsoft.AspNetCore.Http.Extensions;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.OpsPage;

/// <summary>Addresses within the operations page; whatever they are made of is escaped.</summary>
internal static class OpsLinks
{
    public const string Home = "/ops";
    public const string List = "/ops/onboardings";
    public const string Find = "/ops/find";
    public const string Language = "/ops/language";
    public const string Login = "/ops/login";
    public const string Logout = "/ops/logout";
    public const string Style = "/ops/style.css";
    public const string Script = "/ops/page.js";

    public static string Onboarding(string id) => $"{List}/{Uri.EscapeDataString(id)}";

    public static string Filtered(OnboardingStep? step = null, OutcomeKind? outcome = null, string? code = null) =>
        To(new OnboardingFilter { Step = step, Outcome = outcome, Code = code }, null);

    public static string To(OnboardingFilter filter, string? continuationToken) => List + Query(filter, continuationToken);

    public static string InLanguage(string tag, string here) => Language + new QueryBuilder { { "tag", tag }, { "back", here } }.ToQueryString();

    /// <summary>The filter as the query of an address, which is where a view is saved.</summary>
    public static string Query(OnboardingFilter filter, string? continuationToken = null)
    {
        var query = new QueryBuilder();
        Add("state", filter.Step?.ToString() ?? filter.Outcome?.ToString());
        Add("code", filter.Code);
        Add("organization_id", filter.OrganizationId);
        Add("created_from", filter.CreatedFrom?.UtcDateTime.ToString("O"));
        Add("created_to", filter.CreatedTo?.UtcDateTime.ToString("O"));
        Add("continuation_token", continuationToken);
        return query.ToQueryString().Value ?? "";

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }
    }
}
