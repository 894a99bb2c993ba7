using Microsoft.Extensions.DependencyInjection.Extensions;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.OpsPage.Pages;

namespace OnboardingFlow.LocalHost.OpsPage;

/// <summary>The operations page: a list and one onboarding's timeline, read from the index as the API does. It changes nothing and shows no personal data.</summary>
internal static class OpsEndpoints
{
    private const string Cookie = "onboarding-ops";
    private const int PageSize = 50;

    public static IServiceCollection AddOperationsPage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<OpsSessions>().AddSingleton<PageRenderer>();
    }

    public static void MapOperationsPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect(OpsLinks.List)).ExcludeFromDescription();
        var pages = routes.MapGroup("").AddEndpointFilter<OpsHeaders>().ExcludeFromDescription();
        pages.MapGet(OpsLinks.Style, () => Results.Stream(Style(), "text/css; charset=utf-8"));
        pages.MapGet(OpsLinks.Login, (PageRenderer pages) => pages.RenderAsync<LoginPage>([]));
        pages.MapPost(OpsLinks.Login, LoginAsync);
        pages.MapPost(OpsLinks.Logout, Logout);

        var shown = pages.MapGroup("").AddEndpointFilter(SignedInOnly);
        shown.MapGet(OpsLinks.List, ListAsync);
        shown.MapGet(OpsLinks.List + "/onboardings/{id}", OnboardingAsync);
    }

    private static async ValueTask<object?> SignedInOnly(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        return context.RequestServices.GetRequiredService<OpsSessions>().Knows(context.Request.Cookies[Cookie])
            ? await next(call)
            : Results.Redirect(OpsLinks.Login);
    }

    private static async Task<IResult> LoginAsync(HttpContext context, OpsSessions sessions, ApiKeyGate gate, PageRenderer pages)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;

        // The same gate as the API's, so that there is one place where keys are compared.
        context.Request.Headers.Authorization = "Bearer " + form["key"].ToString().Trim();
        if (!gate.Allows(context, ApiRole.Read))
        {
            return await pages.RenderAsync<LoginPage>(
                new() { [nameof(LoginPage.Problem)] = "That isn't a key with the role read." }, StatusCodes.Status401Unauthorized);
        }

        context.Response.Cookies.Append(Cookie, sessions.Begin(), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = OpsSessions.Lifetime,
            Path = OpsLinks.List,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
        });
        return new SeeOther(OpsLinks.List);
    }

    private static SeeOther Logout(HttpContext context, OpsSessions sessions)
    {
        sessions.End(context.Request.Cookies[Cookie]);
        context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = OpsLinks.List });
        return new SeeOther(OpsLinks.Login);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IOnboardingIndex index, PageRenderer pages)
    {
        var query = context.Request.Query;
        var problems = new List<string>();
        var filter = FilterFields.Read(name => NullIfEmpty(query[name]), (field, problem) => problems.Add($"{field}: {problem}"));
        if (problems.Count == 0)
        {
            try
            {
                var page = await index.ListAsync(filter, PageSize, NullIfEmpty(query["continuation_token"]), context.RequestAborted);
                return await pages.RenderAsync<ListPage>(new()
                {
                    [nameof(ListPage.Counts)] = await index.CountAsync(context.RequestAborted),
                    [nameof(ListPage.Filter)] = filter,
                    [nameof(ListPage.Page)] = page,
                });
            }
            catch (FormatException wrongToken)
            {
                problems.Add(wrongToken.Message);
            }
        }

        return await pages.RenderAsync<ProblemPage>(
            new() { [nameof(ProblemPage.Heading)] = "That can't be shown", [nameof(ProblemPage.Lines)] = problems }, StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> OnboardingAsync(string id, HttpContext context, IOnboardingIndex index, PageRenderer pages)
    {
        var onboarding = await index.FindAsync(id, context.RequestAborted);
        var timeline = await index.GetTimelineAsync(id, context.RequestAborted);
        return onboarding is null || timeline is null
            ? await pages.RenderAsync<ProblemPage>(new() { [nameof(ProblemPage.Heading)] = "No such onboarding" }, StatusCodes.Status404NotFound)
            : await pages.RenderAsync<OnboardingTimelinePage>(new()
            {
                [nameof(OnboardingTimelinePage.Onboarding)] = onboarding,
                [nameof(OnboardingTimelinePage.Timeline)] = timeline,
            });
    }

    private static Stream Style() =>
        typeof(OpsEndpoints).Assembly.GetManifestResourceStream("ops.css") ?? throw new InvalidOperationException("The program was built without its style sheet.");

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
