using OnboardingFlow.Integrations.Requests;

namespace OnboardingFlow.Integrations.Tests;

public sealed class PollPauseTests
{
    [Fact]
    public void It_is_none_for_a_full_batch_short_while_messages_come_and_doubles_to_its_bound_when_they_do_not()
    {
        var pause = new PollPause(TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(150));
        double[] expected = [25, 50, 100, 150, 150, 25, 0, 25];
        int[] received = [0, 0, 0, 0, 0, 3, 32, 0];

        Assert.Equal(expected, received.Select(count => pause.After(count, 32).TotalMilliseconds));
    }
}
