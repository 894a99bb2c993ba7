using System.Text.Json.Nodes;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>Persons whom the emulated WeChat Pay doesn't release before they repay.</summary>
internal static class Debt
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Onboards a person up to a contract that stands, and cancels once they are in debt.</summary>
    public static async Task EndInDebtAsync(Stack stack, Person person)
    {
        // Parked with the contract signed: there a cancellation takes effect at once, and not only a minute after the last token's end.
        await Stack.FaultAsync(stack.WeChatPay, "contract", "status", status: 403, code: "NO_AUTH");
        await stack.SendAsync(person.Json());
        await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
        await stack.UntilStepAsync(person.InstanceId, "NeedsAttention");
        await SetAsync(stack, person, true);
        using var cancelled = await stack.Api.PostAsync(
            new Uri($"api/onboardings/{person.InstanceId}/cancel", UriKind.Relative), Stack.Json("""{"terminate_contract":true}"""), Stop);
        cancelled.EnsureSuccessStatusCode();
        Assert.Equal("REPAYMENT_NEEDED", (await stack.UntilOutcomeAsync(person.InstanceId))["code"]!.GetValue<string>());
    }

    /// <summary>The person is in debt now, or not.</summary>
    public static async Task SetAsync(Stack stack, Person person, bool inDebt)
    {
        using var set = await stack.WeChatPay.PutAsync(
            new Uri($"_emulator/users/{Person.Organization}/{person.OutUserId}", UriKind.Relative),
            Stack.Json(new JsonObject { ["in_debt"] = inDebt }.ToJsonString()),
            Stop);
        set.EnsureSuccessStatusCode();
    }
}
