using System.Text.Json;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Functions.Tests;

public sealed class HostJsonTests
{
    // Else the platform would copy clear bodies to a poison queue of its own, also of messages that only wait for a key.
    [Fact]
    public void The_platform_never_poisons_a_message_itself()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "host.json")));

        var queues = host.RootElement.GetProperty("extensions").GetProperty("queues");

        Assert.Equal(int.MaxValue, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal("none", queues.GetProperty("messageEncoding").GetString());
        Assert.True(TimeSpan.Parse(queues.GetProperty("visibilityTimeout").GetString()!, System.Globalization.CultureInfo.InvariantCulture) >= TimeSpan.FromSeconds(10));
    }

    // Durable Functions leaves instances of a version newer than defaultVersion (and of any, where it is missing) lying for a newer host, without a word.
    [Fact]
    public void The_host_runs_instances_of_the_version_that_the_code_starts()
    {
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "host.json")));

        var durableTask = host.RootElement.GetProperty("extensions").GetProperty("durableTask");

        Assert.Equal(WorkflowNames.CurrentVersion, durableTask.GetProperty("defaultVersion").GetString());
        Assert.Equal("CurrentOrOlder", durableTask.GetProperty("versionMatchStrategy").GetString());
    }
}
