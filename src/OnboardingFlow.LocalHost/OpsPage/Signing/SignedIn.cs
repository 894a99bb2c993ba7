using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Signing;

/// <summary>What stands before pages and forms.</summary>
internal static class SignedIn
{
    /// <summary>Name of the hidden field with the session's form token.</summary>
    public const string FormField = "form_token";

    /// <summary>Without a session there is only the sign-in form.</summary>
    public static async ValueTask<object?> OnlyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        CallOf(invocation).Session is null ? new SeeOther(OpsLinks.Login) : await next(invocation);

    /// <summary>Without the role <c>operate</c>: 403 and why.</summary>
    public static async ValueTask<object?> OperatorsOnlyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        CallOf(invocation).MayOperate
            ? await next(invocation)
            : await ProblemAsync(invocation.HttpContext, StatusCodes.Status403Forbidden, "Not allowed", "Your key doesn't have the role operate.");

    /// <summary>
    /// A form counts only when it was sent from a page of ours: a browser says so (Sec-Fetch-Site), and within a session its token shows it.
    /// </summary>
    public static async ValueTask<object?> OwnFormsOnlyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (context, session) = (invocation.HttpContext, CallOf(invocation).Session);
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return await next(invocation);
        }

        var sameSite = context.Request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"] or ["none"];
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        return sameSite && (session is null || IsSame(session.FormToken, form[FormField].ToString()))
            ? await next(invocation)
            : await ProblemAsync(context, StatusCodes.Status400BadRequest, "That wasn't done", "The form wasn't sent from this page, or its session has ended: open the page again.");
    }

    private static OpsCall CallOf(EndpointFilterInvocationContext invocation) => invocation.HttpContext.RequestServices.GetRequiredService<OpsCall>();

    private static bool IsSame(string expected, string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static Task<IResult> ProblemAsync(HttpContext context, int status, string heading, string line) =>
        context.RequestServices.GetRequiredService<PageRenderer>().ProblemAsync(status, heading, line);
}
