using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

public sealed class NotificationTests
{
    [Theory]
    [InlineData("repeat")]
    [InlineData("reorder")]
    [InlineData("never")]
    [InlineData("bad_signature")]
    public async Task However_notifications_come_each_person_is_completed_once(string fault)
    {
        await using var stack = await Stack.StartAsync("--Onboarding:PollMin=00:00:01", "--Onboarding:PollMax=00:00:02");
        Person[] persons = [Person.New(), Person.New()];
        await Stack.FaultAsync(stack.WeChatPay, "notification", fault);
        foreach (var person in persons)
        {
            await stack.SendAsync(person.Json());
            await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
        }

        foreach (var person in persons)
        {
            Assert.Equal("Completed", (await stack.UntilOutcomeAsync(person.InstanceId))["kind"]!.GetValue<string>());
            var view = await stack.UntilAsync(person.InstanceId, view => view["deliveries"]![0]!["state"]!.GetValue<string>() == "delivered");
            Assert.Equal(1, view["run"]!.GetValue<int>());
        }

        var events = await stack.TakeEventsAsync();
        Assert.Equal(persons.Select(person => person.InstanceId).Order(), events.Select(published => published["subject"]!.GetValue<string>()).Order());
    }
}
