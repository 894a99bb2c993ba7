using Microsoft.Extensions.DependencyInjection.Extensions;
using OnboardingFlow.LocalHost.OpsPage.Auditing;
using OnboardingFlow.LocalHost.OpsPage.Home;
using OnboardingFlow.LocalHost.OpsPage.Instances;
using OnboardingFlow.LocalHost.OpsPage.Listing;
using OnboardingFlow.LocalHost.OpsPage.Live;
using OnboardingFlow.LocalHost.OpsPage.Operating;
using OnboardingFlow.LocalHost.OpsPage.PoisonQueue;
using OnboardingFlow.LocalHost.OpsPage.Shared;
using OnboardingFlow.LocalHost.OpsPage.Signing;
using OnboardingFlow.LocalHost.OpsPage.Texts;

namespace OnboardingFlow.LocalHost.OpsPage;

/// <summary>The operations page's routes. It shows no personal data, and works without a script, a network or a build of its own.</summary>
internal static class OpsEndpoints
{
    public static IServiceCollection AddOperationsPage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<OpsSessions>().AddSingleton<LiveFeed>().AddScoped<OpsCall>().AddScoped<OpsText>().AddScoped<PageRenderer>();
    }

    public static void MapOperationsPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect(OpsLinks.Home)).ExcludeFromDescription();
        var all = routes.MapGroup("").AddEndpointFilter<OpsHeaders>().AddEndpointFilter(OpsCall.ReadAsync).AddEndpointFilter(FaultPages.GuardAsync).ExcludeFromDescription();
        all.MapGet(OpsLinks.Style, AssetEndpoints.Style);
        all.MapGet(OpsLinks.Script, AssetEndpoints.Script);
        all.MapGet(OpsLinks.Language, ChooseLanguage);

        var forms = all.MapGroup("").AddEndpointFilter(SignedIn.OwnFormsOnlyAsync);
        forms.MapGet(OpsLinks.Login, SigningEndpoints.ShowAsync);
        forms.MapPost(OpsLinks.Login, SigningEndpoints.SignInAsync);
        forms.MapPost(OpsLinks.Logout, SigningEndpoints.SignOut);

        var shown = forms.MapGroup("").AddEndpointFilter(SignedIn.OnlyAsync);
        shown.MapGet(OpsLinks.Home, OverviewEndpoint.ShowAsync);
        shown.MapGet(OpsLinks.List, ListEndpoints.ShowAsync);
        shown.MapGet(OpsLinks.Find, ListEndpoints.FindAsync);
        shown.MapGet(OpsLinks.List + "/{id}", InstanceEndpoint.ShowAsync);
        shown.MapGet(OpsLinks.Events, (HttpContext context, LiveFeed feed) => feed.Open(context));

        var operate = shown.MapGroup("").AddEndpointFilter(SignedIn.OperatorsOnlyAsync);
        operate.MapGet(OpsLinks.List + "/{id}/{action}", OperateEndpoints.AskAsync);
        operate.MapPost(OpsLinks.List + "/{id}/{action}", OperateEndpoints.DoAsync);
        operate.MapPost($"{OpsLinks.List}/{{id}}/{OnboardingActions.RepaymentUrl}", RepaymentEndpoint.ShowAsync);
        operate.MapGet(OpsLinks.Bulk + "/{action}", BulkEndpoints.AskAsync);
        operate.MapPost(OpsLinks.Bulk + "/{action}", BulkEndpoints.DoAsync);
        operate.MapGet(OpsLinks.Poison, PoisonEndpoints.ListAsync);
        operate.MapGet(OpsLinks.Poison + "/{id}", PoisonEndpoints.AskAsync);
        operate.MapPost(OpsLinks.Poison + "/{id}/requeue", PoisonEndpoints.RequeueAsync);
        operate.MapPost(OpsLinks.Poison + "/{id}/discard", PoisonEndpoints.DiscardAsync);
        operate.MapGet(OpsLinks.Audit, AuditEndpoint.ShowAsync);
    }

    /// <summary>Back to the page where the choice was made, if it is one of ours.</summary>
    private static SeeOther ChooseLanguage(HttpContext context, string? tag, string? back)
    {
        Languages.Choose(context, tag ?? "");
        return new SeeOther(IsOurs(back) ? back! : OpsLinks.Home);
    }

    private static bool IsOurs(string? address) => address is not null
        && (address == OpsLinks.Home || address.StartsWith(OpsLinks.Home + "/", StringComparison.Ordinal) || address.StartsWith(OpsLinks.Home + "?", StringComparison.Ordinal))
        && address.All(character => character is > ' ' and <= '~');
}
