using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>LocalHost is killed (SIGKILL) at one point of an onboarding and started again: nothing is lost, nothing is done twice that shows.</summary>
public sealed class KillTests
{
    private const int HeldMs = 3_000;

    [Fact]
    public Task As_soon_as_the_message_lies_on_the_queue() => KilledAsync((_, _) => Task.CompletedTask);

    [Fact]
    public Task While_Key_Vault_signs_the_first_call() => KilledAsync(
        (stack, person) => stack.UntilStepAsync(person.InstanceId, "CheckingIdentity"),
        prepare: stack => Stack.FaultAsync(stack.KeyVault, "sign", "delay", HeldMs));

    [Fact]
    public Task While_the_organization_is_asked_for() => KilledAsync(
        (stack, person) => stack.UntilStepAsync(person.InstanceId, "CheckingIdentity"),
        prepare: stack => Stack.FaultAsync(stack.WeChatPay, "organization", "delay", HeldMs));

    [Fact]
    public Task While_the_person_is_asked_for() => KilledAsync(
        (stack, person) => stack.UntilStepAsync(person.InstanceId, "CheckingIdentity"),
        prepare: stack => Stack.FaultAsync(stack.WeChatPay, "user", "delay", HeldMs));

    [Fact]
    public Task While_presign_is_under_way() => KilledAsync(
        (stack, person) => stack.UntilStepAsync(person.InstanceId, "Presigning"),
        prepare: stack => Stack.FaultAsync(stack.WeChatPay, "presign", "delay", HeldMs));

    [Fact]
    public Task While_the_person_has_a_token_and_has_not_signed() => KilledAsync(
        (stack, person) => stack.UntilStepAsync(person.InstanceId, "AwaitingContract"));

    [Fact]
    public Task Before_the_notification_of_the_signature_arrives() => KilledAsync(
        (stack, person) => stack.UntilStepAsync(person.InstanceId, "AwaitingContract"), signedWhileDown: true);

    [Fact]
    public Task While_the_signature_is_looked_for() => KilledAsync(
        async (stack, person) =>
        {
            await stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
            await Stack.FaultAsync(stack.WeChatPay, "user", "delay", HeldMs);
            await stack.PersonAsync(person, "sign");
            await stack.UntilStepAsync(person.InstanceId, "AwaitingContract"); // The look is being held.
        },
        signed: true);

    [Fact]
    public Task While_the_contract_is_verified() => KilledAsync(
        async (stack, person) =>
        {
            await Stack.FaultAsync(stack.WeChatPay, "contract", "delay", HeldMs);
            await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
            await stack.UntilStepAsync(person.InstanceId, "VerifyingContract");
        },
        signed: true);

    [Fact]
    public Task As_soon_as_the_outcome_shows_and_while_it_is_delivered() => KilledAsync(
        async (stack, person) =>
        {
            await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
            await stack.UntilOutcomeAsync(person.InstanceId);
        },
        signed: true);

    private static async Task KilledAsync(
        Func<Stack, Person, Task> untilTheKill, Func<Stack, Task>? prepare = null, bool signed = false, bool signedWhileDown = false)
    {
        await using var stack = await Stack.StartAsync("--RequestQueue:VisibilityTimeout=00:00:02", "--Onboarding:PollMin=00:00:05");
        var person = Person.New();
        await (prepare?.Invoke(stack) ?? Task.CompletedTask);
        await stack.SendAsync(person.Json());
        await untilTheKill(stack, person);

        await stack.KillHostAsync();
        if (signedWhileDown)
        {
            await stack.PersonAsync(person, "sign");
        }

        await stack.StartHostAsync();
        if (!signed && !signedWhileDown)
        {
            await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
        }

        var outcome = await stack.UntilOutcomeAsync(person.InstanceId);
        Assert.Equal("Completed", outcome["kind"]!.GetValue<string>());
        var view = await stack.UntilAsync(person.InstanceId, view => view["deliveries"]![0]!["state"]!.GetValue<string>() == "delivered");
        Assert.Equal(1, view["run"]!.GetValue<int>());
        var ids = (await stack.TakeEventsAsync()).Select(published => published["id"]!.GetValue<string>());
        Assert.Single(ids.Distinct());
        await NoCallsBeyondWhatOneKillExplainsAsync(stack);
    }

    /// <summary>Each call is made once, one more time for the kill; the person is asked for at first, after the signature, and by polls.</summary>
    private static async Task NoCallsBeyondWhatOneKillExplainsAsync(Stack stack)
    {
        var calls = (await stack.CallsAsync()).GroupBy(call => call["operation"]!.GetValue<string>()).ToDictionary(group => group.Key, group => group.Count());
        Assert.InRange(calls.GetValueOrDefault("organization"), 1, 2);
        Assert.InRange(calls.GetValueOrDefault("presign"), 1, 2);
        Assert.InRange(calls.GetValueOrDefault("contract"), 1, 2);
        Assert.InRange(calls.GetValueOrDefault("user"), 2, 8);
        Assert.DoesNotContain("terminate", calls.Keys);
    }
}
