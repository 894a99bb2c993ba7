using System.Diagnostics;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>docs/running.md is followed to the letter on a running system: its commands are run, with this test's folders and user in place of a machine's.</summary>
public sealed class BackupRunbookTests
{
    private const string Document = "docs/running.md";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Following_the_page_a_backup_is_made_while_the_host_runs_and_restored()
    {
        await using var stack = await Stack.StartAsync();
        var (waiting, later) = (Person.New(), Person.New());
        await stack.SendAsync(waiting.Json());
        await stack.UntilStepAsync(waiting.InstanceId, "AwaitingContract");
        Directory.CreateDirectory(Path.Combine(stack.Folder, "backups"));

        await FollowAsync(stack, "Backup");
        await stack.SendAsync(later.Json());
        await stack.UntilStepAsync(later.InstanceId, "AwaitingContract");
        await FollowAsync(stack, "Restore");

        using var unknown = await stack.Api.GetAsync(new Uri($"api/onboardings/{later.InstanceId}", UriKind.Relative), Stop);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
        await stack.PersonAsync(waiting, "sign");
        Assert.Equal("Completed", (await stack.UntilOutcomeAsync(waiting.InstanceId))["kind"]!.GetValue<string>());

        await stack.SendAsync(later.Json()); // As the page says: their sender starts them again.
        await stack.SignAsync(later.InstanceId, Person.Organization, later.OutUserId);
        Assert.Equal("Completed", (await stack.UntilOutcomeAsync(later.InstanceId))["kind"]!.GetValue<string>());
    }

    private static async Task FollowAsync(Stack stack, string section)
    {
        var commands = DocumentCommands.Of(Document, section);
        Assert.NotEmpty(commands);
        var variables = "";
        foreach (var command in commands)
        {
            switch (command)
            {
                case "systemctl stop onboardingflow":
                    Assert.Equal(0, await stack.StopHostAsync());
                    break;
                case "systemctl start onboardingflow":
                    await stack.StartHostAsync();
                    break;
                default:
                    await BashAsync(variables + Here(stack, command));
                    variables += command.StartsWith("backup=", StringComparison.Ordinal) ? Here(stack, command) + "\n" : "";
                    break;
            }
        }
    }

    /// <summary>The same command with this test's programs, folders, address and user.</summary>
    private static string Here(Stack stack, string command) => command
        .Replace("runuser -u onboardingflow -- ", "", StringComparison.Ordinal)
        .Replace("-o onboardingflow -g onboardingflow", "", StringComparison.Ordinal)
        .Replace("chown -R onboardingflow:", $"chown -R {Environment.UserName}:", StringComparison.Ordinal)
        .Replace("/opt/onboardingflow/OnboardingFlow.LocalHost", "dotnet " + Repository.Program("OnboardingFlow.LocalHost", "OnboardingFlow.LocalHost.dll"), StringComparison.Ordinal)
        .Replace("/opt/onboardingflow/onboarding", "dotnet " + Repository.Program("OnboardingFlow.Cli", "onboarding.dll"), StringComparison.Ordinal)
        .Replace("/var/lib/onboardingflow", stack.HostFolder, StringComparison.Ordinal)
        .Replace("/var/backups/onboardingflow", Path.Combine(stack.Folder, "backups"), StringComparison.Ordinal)
        .Replace("http://127.0.0.1:7080", stack.Api.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private static async Task BashAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-euo", "pipefail", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = bash.StandardError.ReadToEndAsync(Stop);
        var output = await bash.StandardOutput.ReadToEndAsync(Stop);
        await bash.WaitForExitAsync(Stop);
        Assert.True(bash.ExitCode == 0, $"{script}\nended with {bash.ExitCode}: {output}{await errors}");
    }
}
