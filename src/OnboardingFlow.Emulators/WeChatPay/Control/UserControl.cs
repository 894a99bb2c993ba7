using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.WeChatPay.Endpoints;
using OnboardingFlow.Emulators.WeChatPay.Persons;

namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>A person made known, and what the person does.</summary>
internal static class UserControl
{
    internal static async Task PutAsync(WeChatPayState state, HttpContext context)
    {
        var (organizationId, outUserId) = Key(context);
        var body = await context.ReadAsync(ControlJson.Wire.UserBody);
        RequireOneOf("user_type", body.UserType, Person.Student, Person.Staff);
        RequireOneOf("status", body.Status, Person.Normal, Person.Disabled);
        if (body.UserName is { } name && !FieldRules.IsName(name))
        {
            throw ControlException.BadRequest($"user_name {FieldRules.Name}");
        }

        if (state.Persons.OrganizationName(organizationId) is null)
        {
            throw ControlException.NotFound($"there is no organization '{organizationId}': PUT it first");
        }

        var person = state.Persons.Upsert(organizationId, outUserId, p => p with
        {
            UserName = body.UserName ?? p.UserName,
            UserType = body.UserType ?? p.UserType,
            Status = body.Status ?? p.Status,
            ClassName = body.ClassName ?? p.ClassName,
            Occupation = body.Occupation ?? p.Occupation,
            InDebt = body.InDebt ?? p.InDebt,
            FaceImageOk = body.FaceImageOk ?? p.FaceImageOk,
            CollectionId = body.FaceCollectionRequired switch { null => p.CollectionId, true => p.CollectionId ?? "FC" + RandomText.Hex(9), false => null },
        });
        await WriteAsync(state, context, person);
    }

    internal static Task GetAsync(WeChatPayState state, HttpContext context) => WriteAsync(state, context, Find(state, context));

    internal static async Task SignAsync(WeChatPayState state, HttpContext context)
    {
        var (organizationId, outUserId) = Key(context);
        var body = await context.ReadAsync(ControlJson.Wire.SignBody);
        RequireOneOf("contract_mode", body.ContractMode, ContractModes.All);
        var person = state.Actions.Sign(organizationId, outUserId, body, state.DefaultMchId);
        state.NotifyStateChange(person);
        await WriteAsync(state, context, person);
    }

    /// <summary>The person declines, or the token runs out: either way it can't be used any more. No notification is sent.</summary>
    internal static Task DropTokensAsync(WeChatPayState state, HttpContext context)
    {
        var (organizationId, outUserId) = Key(context);
        state.Actions.DropTokens(organizationId, outUserId);
        return WriteAsync(state, context, Find(state, context));
    }

    internal static Task TerminateAsync(WeChatPayState state, HttpContext context)
    {
        var known = Find(state, context);
        var person = state.Actions.Terminate(known.OrganizationId, known.OutUserId)
            ?? throw ControlException.Conflict("NO_CONTRACT", "the person has no contract that stands");
        state.NotifyStateChange(person);
        return WriteAsync(state, context, person);
    }

    private static Person Find(WeChatPayState state, HttpContext context)
    {
        var (organizationId, outUserId) = Key(context);
        return state.Persons.Find(organizationId, outUserId) ?? throw PersonActions.Unknown(organizationId, outUserId);
    }

    private static (string OrganizationId, string OutUserId) Key(HttpContext context) =>
        ((string)context.Request.RouteValues["organization_id"]!, (string)context.Request.RouteValues["out_user_id"]!);

    private static Task WriteAsync(WeChatPayState state, HttpContext context, Person person) =>
        context.WriteAsync(UserView.Of(person, state.Time.GetUtcNow()), ControlJson.Wire.UserView);

    private static void RequireOneOf(string name, string? value, params string[] values)
    {
        if (value is not null && !values.Contains(value))
        {
            throw ControlException.BadRequest($"{name} '{value}': must be one of {string.Join(", ", values)}");
        }
    }
}
