using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.WeChatPay.Persons;

namespace OnboardingFlow.Emulators.WeChatPay.Phone;

/// <summary>The persons' phones as one page in a browser: who waits can sign, refuse, let the token run out, or end a contract.</summary>
internal static class PhoneEndpoints
{
    /// <summary>Persons on the page at the most.</summary>
    private const int MaxShown = 200;

    private const string Page = "/phone";

    internal static void Map(IEndpointRouteBuilder routes, WeChatPayState state)
    {
        routes.MapControl("GET", Page, context => ShowAsync(state, context));
        routes.MapControl("GET", Page + ".js", context => WriteAsync(context, "text/javascript", PhonePage.Script));
        routes.MapControl("POST", Page, context => ActAsync(state, context));
    }

    private static Task ShowAsync(WeChatPayState state, HttpContext context)
    {
        var now = state.Time.GetUtcNow();
        var active = state.Persons.Persons.Where(person => person.IsContracted || person.Tokens.Count > 0);
        var shown = active.OrderBy(person => person.IsContracted).ThenByDescending(person => person.Tokens.Count == 0 ? default : person.Tokens[0].ExpiresAt).Take(MaxShown + 1).ToList();
        return WriteAsync(context, "text/html", PhonePage.Html([.. shown.Take(MaxShown)], shown.Count > MaxShown, context.Request.Query["told"].ToString(), now));
    }

    /// <summary>Does what a button says, and shows the page again with what came of it.</summary>
    private static async Task ActAsync(WeChatPayState state, HttpContext context)
    {
        // A page of another site could send this form too: what comes from elsewhere is refused.
        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{context.Request.Scheme}://{context.Request.Host}")
        {
            throw new ControlException(StatusCodes.Status403Forbidden, "FORBIDDEN", "the form must come from this page");
        }

        if (!context.Request.HasFormContentType)
        {
            throw ControlException.BadRequest("the body must be the page's form");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var told = Act(state, form["organization_id"].ToString(), form["out_user_id"].ToString(), form["action"].ToString());
        context.Response.Redirect($"{ControlApi.Prefix}{Page}?told={Uri.EscapeDataString(told)}");
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private static string Act(WeChatPayState state, string organizationId, string outUserId, string action)
    {
        try
        {
            switch (action)
            {
                case "sign":
                    state.NotifyStateChange(state.Actions.Sign(organizationId, outUserId, new SignBody(), state.DefaultMchId));
                    return $"{outUserId} has signed.";
                case "refuse":
                    state.Actions.DropTokens(organizationId, outUserId);
                    return $"{outUserId} has refused.";
                case "expire":
                    state.Actions.DropTokens(organizationId, outUserId);
                    return $"The token of {outUserId} has run out.";
                case "terminate":
                    state.NotifyStateChange(state.Actions.Terminate(organizationId, outUserId) ?? throw ControlException.Conflict("NO_CONTRACT", "no contract stands"));
                    return $"{outUserId} has ended the contract.";
                default:
                    throw ControlException.BadRequest("action must be sign, refuse, expire or terminate");
            }
        }
        catch (ControlException refusal) when (refusal.Status is StatusCodes.Status409Conflict or StatusCodes.Status404NotFound)
        {
            return $"{outUserId}: {refusal.Message}.";
        }
    }

    private static async Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = $"{type}; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
