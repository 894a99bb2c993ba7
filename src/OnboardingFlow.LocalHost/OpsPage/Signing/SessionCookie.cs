namespace OnboardingFlow.LocalHost.OpsPage.Signing;

/// <summary>The cookie that holds a session's secret: out of scripts' reach, never sent for another site.</summary>
internal static class SessionCookie
{
    private const string Name = "onboarding-ops";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Write(HttpContext context, string value) => context.Response.Cookies.Append(Name, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = OpsSessions.Lifetime,
        Path = OpsLinks.Home,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    });

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, new CookieOptions { Path = OpsLinks.Home });
}
