using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Signing;

/// <summary>Signing in with an API key that may read, and out.</summary>
internal static class SigningEndpoints
{
    public static Task<IResult> ShowAsync(PageRenderer pages) => pages.RenderAsync<LoginPage>([]);

    public static async Task<IResult> SignInAsync(HttpContext context, OpsSessions sessions, ApiKeyGate gate, OperatorAudit audit, PageRenderer pages)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (gate.Recognize(form["key"].ToString().Trim()) is not { } holder || !holder.Has(ApiRole.Read))
        {
            return await pages.RenderAsync<LoginPage>(new() { [nameof(LoginPage.Refused)] = true }, StatusCodes.Status401Unauthorized);
        }

        await audit.NoteAsync(new AuditOrder(holder.Name, "page", "sign-in", "-"), context.RequestAborted);
        SessionCookie.Write(context, sessions.Begin(holder));
        return new SeeOther(OpsLinks.Home);
    }

    public static IResult SignOut(HttpContext context, OpsSessions sessions)
    {
        sessions.End(SessionCookie.Read(context));
        SessionCookie.Remove(context);
        return new SeeOther(OpsLinks.Login);
    }
}
