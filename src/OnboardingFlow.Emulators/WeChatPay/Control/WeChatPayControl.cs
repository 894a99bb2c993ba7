using OnboardingFlow.Emulators.Control;

namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>The control API of the WeChat Pay emulator.</summary>
internal static class WeChatPayControl
{
    private const string User = "/users/{organization_id}/{out_user_id}";

    private static readonly TimeSpan LargestClockOffset = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestToken = TimeSpan.FromDays(1);

    internal static void Map(IEndpointRouteBuilder routes, WeChatPayState state)
    {
        routes.MapFaults(state.Faults);
        routes.MapCalls(state.Calls, ControlJson.Wire.IReadOnlyListWeChatPayCallEntry);
        routes.MapControl("GET", "/keys", context => context.WriteAsync(state.Keys.All, ControlJson.Wire.IReadOnlyListVerificationKey));
        routes.MapControl("PUT", "/merchants/{mchid}", context => MerchantControl.PutAsync(state, context));
        routes.MapControl("PUT", "/organizations/{organization_id}", context => PutOrganizationAsync(state, context));
        routes.MapControl("PUT", User, context => UserControl.PutAsync(state, context));
        routes.MapControl("GET", User, context => UserControl.GetAsync(state, context));
        routes.MapControl("POST", User + "/sign", context => UserControl.SignAsync(state, context));
        routes.MapControl("POST", User + "/refuse", context => UserControl.DropTokensAsync(state, context));
        routes.MapControl("POST", User + "/expire-token", context => UserControl.DropTokensAsync(state, context));
        routes.MapControl("POST", User + "/terminate", context => UserControl.TerminateAsync(state, context));
        routes.MapControl("GET", "/settings", context => context.WriteAsync(SettingsBody.Of(state.Settings), ControlJson.Wire.SettingsBody));
        routes.MapControl("PUT", "/settings", context => PutSettingsAsync(state, context));
        routes.MapControl("GET", "/notifications", context => context.WriteAsync(state.Notifications.List(), ControlJson.Wire.IReadOnlyListNotificationView));
        routes.MapControl("POST", "/notifications/{id}/resend", context => ResendAsync(state, context));
    }

    private static async Task PutOrganizationAsync(WeChatPayState state, HttpContext context)
    {
        var id = (string)context.Request.RouteValues["organization_id"]!;
        var body = await context.ReadAsync(ControlJson.Wire.OrganizationBody);
        if (!id.StartsWith('O'))
        {
            throw ControlException.BadRequest($"organization_id '{id}': begins with O");
        }

        if (string.IsNullOrWhiteSpace(body.OrganizationName))
        {
            throw ControlException.BadRequest("organization_name is required");
        }

        context.Response.StatusCode = state.Persons.PutOrganization(id, body.OrganizationName)
            ? StatusCodes.Status204NoContent
            : throw ControlException.Conflict("FULL", "there are too many organizations");
    }

    private static async Task PutSettingsAsync(WeChatPayState state, HttpContext context)
    {
        var body = await context.ReadAsync(ControlJson.Wire.SettingsBody);
        if (body.TokenLifetimeS is { } seconds)
        {
            state.Settings.TokenLifetime = seconds > 0 && seconds <= LongestToken.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : throw ControlException.BadRequest($"token_lifetime_s {seconds}: must be above 0, at most {LongestToken.TotalSeconds}");
        }

        if (body.ClockOffsetS is { } offset)
        {
            state.Settings.ClockOffset = Math.Abs(offset) <= LargestClockOffset.TotalSeconds
                ? TimeSpan.FromSeconds(offset)
                : throw ControlException.BadRequest($"clock_offset_s {offset}: must be {-LargestClockOffset.TotalSeconds} to {LargestClockOffset.TotalSeconds}");
        }

        state.Settings.SignWith = body.SignWith ?? state.Settings.SignWith;
        state.Settings.ContractIdInNotifications = body.ContractIdInNotifications ?? state.Settings.ContractIdInNotifications;
        await context.WriteAsync(SettingsBody.Of(state.Settings), ControlJson.Wire.SettingsBody);
    }

    private static Task ResendAsync(WeChatPayState state, HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return state.Notifications.Resend(id) is { } view
            ? context.WriteAsync(view, ControlJson.Wire.NotificationView, StatusCodes.Status202Accepted)
            : throw ControlException.NotFound($"there is no notification '{id}'");
    }
}
