namespace OnboardingFlow.LocalHost.OpsPage.Texts;

/// <summary>Which language a browser gets: the one chosen, else the one it likes most among ours, else English.</summary>
internal static class Languages
{
    private const string Cookie = "onboarding-ops-language";

    /// <summary>The language's tag, as in HTML's <c>lang</c>.</summary>
    public static string TagOf(OpsLanguage language) => language == OpsLanguage.Chinese ? "zh-CN" : "en";

    public static OpsLanguage Of(HttpRequest request) =>
        FromTag(request.Cookies[Cookie])
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Where(wish => wish.Quality is not 0)
            .Select(wish => FromTag(wish.Value.Value))
            .FirstOrDefault(known => known is not null)
        ?? OpsLanguage.English;

    /// <summary>Remembers a choice for a year; anything else than one of our tags is ignored.</summary>
    public static void Choose(HttpContext context, string tag)
    {
        if (FromTag(tag) is { } language)
        {
            context.Response.Cookies.Append(Cookie, TagOf(language), new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                Path = OpsLinks.Home,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
            });
        }
    }

    private static OpsLanguage? FromTag(string? tag) => tag switch
    {
        null => null,
        _ when tag.Equals("en", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("en-", StringComparison.OrdinalIgnoreCase) => OpsLanguage.English,
        _ when tag.Equals("zh", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("zh-", StringComparison.OrdinalIgnoreCase) => OpsLanguage.Chinese,
        _ => null,
    };
}
