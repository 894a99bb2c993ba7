using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>A key that is disabled in Key Vault pauses people and messages; enabled again, all go on by themselves.</summary>
public sealed class KeyPauseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_signing_key_is_disabled_people_wait_and_complete_when_it_is_back()
    {
        await using var stack = await Stack.StartAsync("--Onboarding:PollMin=00:00:01", "--Onboarding:PollMax=00:00:02");
        var (waiting, starting) = (Person.New(), Person.New());
        await stack.SendAsync(waiting.Json());
        await stack.UntilStepAsync(waiting.InstanceId, "AwaitingContract");

        await VaultControl.EnableAsync(stack, VaultControl.SigningKey, false);
        await stack.SendAsync(starting.Json());

        await ParkedAsync(stack, waiting, VaultControl.SigningKey);
        await ParkedAsync(stack, starting, VaultControl.SigningKey);
        Assert.Contains($"--name {VaultControl.SigningKey} --version ", await VaultControl.UntilReadyAsync(stack, ready: false), StringComparison.Ordinal);

        await VaultControl.EnableAsync(stack, VaultControl.SigningKey, true);
        await VaultControl.UntilReadyAsync(stack, ready: true);
        foreach (var person in (Person[])[waiting, starting])
        {
            await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
            Assert.Equal("Completed", (await stack.UntilOutcomeAsync(person.InstanceId))["kind"]!.GetValue<string>());
        }

        await NobodyWokeThemAsync(stack, waiting, starting);
    }

    [Fact]
    public async Task While_the_sealing_key_is_disabled_nothing_is_poison_and_all_complete_when_it_is_back()
    {
        await using var stack = await Stack.StartAsync("--Onboarding:PollMin=00:00:01", "--Onboarding:PollMax=00:00:02");
        var (waiting, queued) = (Person.New(), Person.New());
        await stack.SendAsync(waiting.Json());
        await stack.UntilStepAsync(waiting.InstanceId, "AwaitingContract");

        await stack.KillHostAsync(); // The next life has no unwrapped data key and no public key in its memory.
        await VaultControl.EnableAsync(stack, VaultControl.SealingKey, false);
        await stack.StartHostAsync();
        await stack.SendAsync(queued.Json());
        await stack.PersonAsync(waiting, "sign");

        await ParkedAsync(stack, waiting, VaultControl.SealingKey);
        Assert.Contains($"--name {VaultControl.SealingKey} --version ", await VaultControl.UntilReadyAsync(stack, ready: false), StringComparison.Ordinal);
        await UntilSaidAsync(stack, "no try is counted");
        Assert.Equal(0, (await stack.Queue("onboarding-requests-poison").GetPropertiesAsync(Stop)).Value.ApproximateMessagesCount);

        await VaultControl.EnableAsync(stack, VaultControl.SealingKey, true);
        Assert.Equal("Completed", (await stack.UntilOutcomeAsync(waiting.InstanceId))["kind"]!.GetValue<string>());
        await stack.SignAsync(queued.InstanceId, Person.Organization, queued.OutUserId);
        Assert.Equal("Completed", (await stack.UntilOutcomeAsync(queued.InstanceId))["kind"]!.GetValue<string>());
        Assert.Equal(0, (await stack.Queue("onboarding-requests-poison").GetPropertiesAsync(Stop)).Value.ApproximateMessagesCount);
        await NobodyWokeThemAsync(stack, waiting, queued);
    }

    private static async Task ParkedAsync(Stack stack, Person person, string key)
    {
        var attention = (await stack.UntilStepAsync(person.InstanceId, "NeedsAttention"))["attention"]!;
        Assert.Equal("KeyUnavailable", attention["code"]!.GetValue<string>());
        Assert.Contains($"--name {key} --version ", attention["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("--enabled true", attention["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task UntilSaidAsync(Stack stack, string word)
    {
        for (var look = 0; look < 600 && !stack.HostOutput.Contains(word, StringComparison.Ordinal); look++)
        {
            await Task.Delay(100, Stop);
        }

        Assert.Contains(word, stack.HostOutput, StringComparison.Ordinal);
    }

    /// <summary>They went on by themselves: no operator's retry is in their timelines.</summary>
    private static async Task NobodyWokeThemAsync(Stack stack, params Person[] persons)
    {
        foreach (var person in persons)
        {
            var timeline = await stack.Api.GetStringAsync(new Uri($"api/onboardings/{person.InstanceId}/timeline", UriKind.Relative), Stop);
            Assert.DoesNotContain("RetryRequested", timeline, StringComparison.Ordinal);
        }
    }
}
