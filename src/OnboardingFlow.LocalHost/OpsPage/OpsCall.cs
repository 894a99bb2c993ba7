using OnboardingFlow.LocalHost.OpsPage.Signing;
using OnboardingFlow.LocalHost.OpsPage.Texts;

namespace OnboardingFlow.LocalHost.OpsPage;

/// <summary>Who asks for a page, in which language, and for which. One a request.</summary>
internal sealed class OpsCall
{
    /// <summary>The language to answer in.</summary>
    public OpsLanguage Language { get; private set; }

    /// <summary>The caller's session, or null before signing in.</summary>
    public OpsSession? Session { get; private set; }

    /// <summary>Path and query of the page, to come back to.</summary>
    public string Here { get; private set; } = OpsLinks.Home;

    /// <summary>Whether the caller may change anything.</summary>
    public bool MayOperate => Session?.MayOperate == true;

    /// <summary>Reads it from the request; before anything else.</summary>
    public static ValueTask<object?> ReadAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var call = context.RequestServices.GetRequiredService<OpsCall>();
        call.Language = Languages.Of(context.Request);
        call.Session = context.RequestServices.GetRequiredService<OpsSessions>().Find(SessionCookie.Read(context));
        call.Here = context.Request.Path + context.Request.QueryString;
        return next(invocation);
    }
}
