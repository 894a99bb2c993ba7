using System.Text.Json;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Functions.Tests;

public sealed class HostJsonTests
{
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
