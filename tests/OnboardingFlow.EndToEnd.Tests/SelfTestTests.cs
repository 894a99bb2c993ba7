using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

public sealed class SelfTestTests
{
    [Fact]
    public async Task A_host_that_tests_itself_is_ready_only_when_that_holds_and_the_doctor_names_what_does_not()
    {
        await using var stack = await Stack.StartAsync("--WeChatPay:SelfTest:AtStart=true");
        var held = await UntilTestedAsync(stack, check => check["ready"]!.GetValue<bool>());
        Assert.Contains("so does the APIv3 key", held["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await stack.KillHostAsync();
        await ChangeApiV3KeyAsync(stack);
        await stack.StartHostAsync();
        await UntilTestedAsync(stack, check => check["reason"]?.GetValue<string>().Contains("under way", StringComparison.Ordinal) == false);

        var (exitCode, output) = await DoctorAsync(stack);
        Assert.Equal(4, exitCode);
        Assert.Contains("FAIL  selftest   ApiV3Key: ", output, StringComparison.Ordinal);
        Assert.Contains("KeyVault:ApiV3KeySecret", output, StringComparison.Ordinal);
        Assert.Contains("encrypts with public key PUB_KEY_ID_", output, StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<JsonNode> UntilTestedAsync(Stack stack, Func<JsonNode, bool> satisfies)
    {
        for (var look = 0; look < 600; look++)
        {
            using var answer = await stack.Api.GetAsync(new Uri("readyz", UriKind.Relative), Stop);
            var check = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["checks"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == "selftest")!;
            if (satisfies(check))
            {
                return check;
            }

            await Task.Delay(100, Stop);
        }

        throw new InvalidOperationException($"The self-test didn't come that far within a minute.\n{stack.HostOutput}");
    }

    private static async Task ChangeApiV3KeyAsync(Stack stack)
    {
        var merchant = (await stack.CallsAsync())[0]["mchid"]!.GetValue<string>();
        using var changed = await stack.WeChatPay.PutAsync(
            new Uri($"_emulator/merchants/{merchant}", UriKind.Relative), Stack.Json($$"""{"api_v3_key":"{{new string('k', 32)}}"}"""), Stop);
        changed.EnsureSuccessStatusCode();
    }

    private static async Task<(int ExitCode, string Output)> DoctorAsync(Stack stack)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Repository.Program("OnboardingFlow.Cli", "onboarding.dll"), "doctor", "--host", stack.Api.BaseAddress!.ToString()])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ONBOARDING_API_KEY"] = stack.ApiKey;
        using var doctor = Process.Start(start)!;
        var errors = doctor.StandardError.ReadToEndAsync(Stop);
        var output = await doctor.StandardOutput.ReadToEndAsync(Stop);
        await doctor.WaitForExitAsync(Stop);
        return (doctor.ExitCode, output + await errors);
    }
}
