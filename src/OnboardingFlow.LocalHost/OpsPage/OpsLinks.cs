using Microsoft.AspNetCore.Http.Extensions;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.OpsPage;

/// <summary>Addresses within the operations page; whatever they are made of is escaped.</summary>
internal static class OpsLinks
{
    public const string Home = "/ops";
    public const string List = "/ops/onboardings";
    public const string Bulk = "/ops/bulk";
    public const string Poison = "/ops/poison";
    public const string Audit = "/ops/audit";
    public const string Events = "/ops/events";
    public const string Find = "/ops/find";
    public const string Language = "/ops/language";
    public const string Login = "/ops/login";
    public const string Logout = "/ops/logout";
    public const string Style = "/ops/style.css";
    public const string Script = "/ops/page.js";

    public static string Onboarding(string id) => $"{List}/{Uri.EscapeDataString(id)}";

    public static string Action(string id, string action) => $"{Onboarding(id)}/{action}";

    public static string InBulk(string action, OnboardingFilter filter) => $"{Bulk}/{action}{Query(filter)}";

    public static string Message(string id) => $"{Poison}/{Uri.EscapeDataString(id)}";

    public static string Filtered(OnboardingStep? step = null, OutcomeKind? outcome = null, string? code = null) =>
        To(new OnboardingFilter { Step = step, Outcome = outcome, Code = code }, null);

    public static string To(OnboardingFilter filter, string? continuationToken) => List + Query(filter, continuationToken);

    public static string InLanguage(string tag, string here) => Language + new QueryBuilder { { "tag", tag }, { "back", here } }.ToQueryString();

    /// <summary>The filter as the query of an address, which is where a view is saved.</summary>
    public static string Query(OnboardingFilter filter, string? continuationToken = null)
    {
        var query = new QueryBuilder(Fields(filter));
        if (continuationToken is not null)
        {
            query.Add("continuation_token", continuationToken);
        }

        return query.ToQueryString().Value ?? "";
    }

    /// <summary>The filter as a form's fields.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(OnboardingFilter filter) =>
        from field in ((string Name, string? Value)[])
        [
            ("state", filter.Step?.ToString() ?? filter.Outcome?.ToString()),
            ("code", filter.Code),
            ("organization_id", filter.OrganizationId),
            ("created_from", filter.CreatedFrom?.UtcDateTime.ToString("O")),
            ("created_to", filter.CreatedTo?.UtcDateTime.ToString("O")),
        ]
        where field.Value is not null
        select KeyValuePair.Create(field.Name, field.Value);
}
