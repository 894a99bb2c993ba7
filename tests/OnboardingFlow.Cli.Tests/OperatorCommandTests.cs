using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Cli.Tests;

/// <summary>What an operator does from the command line: data on stdout, talk on stderr, exit codes that mean something.</summary>
public sealed class OperatorCommandTests
{
    private const string Id = "ob-aaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task List_follows_the_pages_and_gives_a_line_of_json_for_each()
    {
        using var api = new StubApi()
            .Answer("GET /api/onboardings?page_size=200&step=NeedsAttention&organization_id=O1", 200, Page("u1", "next"))
            .Answer("GET /api/onboardings?page_size=200&step=NeedsAttention&organization_id=O1&continuation_token=next", 200, Page("u2", null));

        var run = await Onboarding.RunAsync("list", "--step", "NeedsAttention", "--organization", "O1", "--limit", "500", "--output", "jsonl", "--host", api.Address);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(["u1", "u2"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JsonNode.Parse(line)!["out_user_id"]));
    }

    [Fact]
    public async Task List_as_a_table_in_a_pipe_is_separated_by_tabs_and_says_aside_that_there_are_more()
    {
        using var api = new StubApi().Answer("GET /api/onboardings?page_size=1", 200, Page("u1", "next"));

        var run = await Onboarding.RunAsync("list", "--limit", "1", "--host", api.Address);

        Assert.Equal($"{Id}\tu1\tO1\tAwaitingContract\t2026-11-23 08:00:00\t\t", run.Output.Split('\n')[1].TrimEnd('\r'));
        Assert.Contains("--limit", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("terminate")]
    public async Task An_operation_on_one_sends_its_reason(string operation)
    {
        using var api = new StubApi().Answer($"POST /api/onboardings/{Id}/{operation}", 202, "");

        var run = await Onboarding.RunAsync(operation, Id, "--reason", "because", "--host", api.Address);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal("because", (string?)JsonNode.Parse(Assert.Single(api.Calls).Body)!["reason"]);
    }

    [Fact]
    public async Task Cancel_says_whether_a_contract_is_to_be_ended()
    {
        using var api = new StubApi().Answer($"POST /api/onboardings/{Id}/cancel", 202, "");

        Assert.Equal(0, (await Onboarding.RunAsync("cancel", Id, "--terminate-contract", "--host", api.Address)).ExitCode);

        Assert.True((bool)JsonNode.Parse(Assert.Single(api.Calls).Body)!["terminate_contract"]!);
    }

    [Fact]
    public async Task A_repayment_link_is_printed_and_a_refusal_says_why()
    {
        using var api = new StubApi()
            .Answer($"POST /api/onboardings/{Id}/repayment-url", 200, """{"repayment_url":"https://repay.example/x","expires_at":"2026-11-23T09:00:00Z"}""")
            .Answer($"POST /api/onboardings/{Id}/repayment-url", 409, """{"type":"about:blank","title":"Conflict","status":409,"code":"not_in_debt"}""");

        var run = await Onboarding.RunAsync("repayment-url", Id, "--host", api.Address);
        var refused = await Onboarding.RunAsync("repayment-url", Id, "--host", api.Address);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("https://repay.example/x\t2026-11-23 09:00:00", run.Output.Split('\n')[1].TrimEnd('\r'));
        Assert.Equal((4, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("not_in_debt", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewrap_goes_from_step_to_step_to_the_end()
    {
        using var api = new StubApi()
            .Answer("POST /api/keys/rewrap", 200, """{"examined":100,"rewrapped":90,"failed":0,"continuation_token":"k99"}""")
            .Answer("POST /api/keys/rewrap?continuation_token=k99", 200, """{"examined":7,"rewrapped":7,"failed":0,"continuation_token":null}""");

        var run = await Onboarding.RunAsync("rewrap", "--host", api.Address);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("107 data keys looked at, 97 wrapped anew", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewrap_that_breaks_off_says_where_to_go_on_and_keys_that_are_left_are_no_success()
    {
        using var api = new StubApi()
            .Answer("POST /api/keys/rewrap", 200, """{"examined":100,"rewrapped":99,"failed":1,"continuation_token":"k99"}""")
            .Answer("POST /api/keys/rewrap?continuation_token=k99", 503, """{"type":"about:blank","title":"Service unavailable","status":503,"code":"unavailable"}""")
            .Answer("POST /api/keys/rewrap?continuation_token=k98", 200, """{"examined":2,"rewrapped":1,"failed":1,"continuation_token":null}""");

        var broken = await Onboarding.RunAsync("rewrap", "--host", api.Address);
        Assert.Equal(4, broken.ExitCode);
        Assert.Contains("--from k99", broken.Errors, StringComparison.Ordinal);

        var left = await Onboarding.RunAsync("rewrap", "--from", "k98", "--host", api.Address);
        Assert.Equal(4, left.ExitCode);
        Assert.Contains("1 couldn't be unwrapped", left.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_by_filter_asks_and_who_cannot_be_asked_has_not_agreed()
    {
        using var api = new StubApi().Answer("POST /api/bulk/purge", 200, """{"matched":7,"done":0,"refused":0,"truncated":false}""");

        var run = await Onboarding.RunAsync("purge", "--outcome", "Expired", "--host", api.Address);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(Assert.Single(api.Calls).Body)!["dry_run"]!);
    }

    [Fact]
    public async Task Purge_with_yes_does_what_it_counted_and_says_what_came_of_it()
    {
        using var api = new StubApi()
            .Answer("POST /api/bulk/purge", 200, """{"matched":7,"done":0,"refused":0,"truncated":false}""")
            .Answer("POST /api/bulk/purge", 200, """{"matched":7,"done":6,"refused":1,"truncated":false}""");

        var run = await Onboarding.RunAsync("purge", "--outcome", "Expired", "--yes", "-o", "json", "--host", api.Address);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal((6, 1), ((int)JsonNode.Parse(run.Output)!["done"]!, (int)JsonNode.Parse(run.Output)!["refused"]!));
        Assert.Equal([true, false], api.Calls.Select(call => (bool)JsonNode.Parse(call.Body)!["dry_run"]!));
        Assert.All(api.Calls, call => Assert.Equal("Expired", (string?)JsonNode.Parse(call.Body)!["filter"]!["outcome"]));
        Assert.All(api.Calls, call => Assert.False(JsonNode.Parse(call.Body)!.AsObject().ContainsKey("terminate_contract"))); // Only cancel knows it.
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("terminate", Id, "--step", "AwaitingContract")]
    [InlineData("terminate", Id, "--nonsense")]
    [InlineData("review", Id, "perhaps")]
    [InlineData("nonsense")]
    public async Task A_wrong_command_line_ends_with_2_and_asks_no_host(params string[] arguments)
    {
        using var api = new StubApi();

        var run = await Onboarding.RunAsync([.. arguments, .. arguments is ["nonsense"] ? Array.Empty<string>() : ["--host", api.Address]]);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Errors);
        Assert.Empty(api.Calls);
    }

    [Fact]
    public async Task What_the_host_does_not_know_ends_with_3_and_what_it_refuses_with_4()
    {
        using var api = new StubApi().Answer(
            $"POST /api/onboardings/{Id}/retry", 409, """{"type":"about:blank","title":"Conflict","status":409,"code":"wrong_state","detail":"It runs."}""");

        Assert.Equal(4, (await Onboarding.RunAsync("retry", Id, "--host", api.Address)).ExitCode);
        Assert.Equal(3, (await Onboarding.RunAsync("timeline", Id, "--host", api.Address)).ExitCode);
    }

    [Fact]
    public async Task A_poison_message_is_shown_requeued_repaired_and_discarded()
    {
        const string message = """{"message_id":"m1","reason":"invalid","errors":{"presign.phone":["must be 11 digits"]},"first_seen":"2026-11-23T08:00:00Z","tries":1}""";
        using var api = new StubApi()
            .Answer("GET /api/poison/m1", 200, message)
            .Answer("POST /api/poison/m1/requeue", 202, """{"message_id":"m2"}""")
            .Answer("DELETE /api/poison/m1", 204, "");
        var repaired = Path.GetTempFileName();
        await File.WriteAllTextAsync(repaired, """{"business_name": "K12"}""", TestContext.Current.CancellationToken);

        var shown = await Onboarding.RunAsync("poison", "show", "m1", "--host", api.Address);
        var requeued = await Onboarding.RunAsync("poison", "requeue", "m1", "--request", repaired, "--host", api.Address);
        var discarded = await Onboarding.RunAsync("poison", "discard", "m1", "--host", api.Address);

        Assert.Equal((0, 0, 0), (shown.ExitCode, requeued.ExitCode, discarded.ExitCode));
        Assert.Contains("presign.phone\tmust be 11 digits", shown.Output, StringComparison.Ordinal);
        Assert.Contains("m2", requeued.Errors, StringComparison.Ordinal);
        Assert.Equal("K12", (string?)JsonNode.Parse(api.Calls.ElementAt(1).Body)!["request"]!["business_name"]);
    }

    [Fact]
    public async Task Emulated_persons_and_faults_go_to_the_emulator()
    {
        using var emulator = new StubApi()
            .Answer("POST /_emulator/users/O1/u1/expire-token", 204, "")
            .Answer("POST /_emulator/faults", 204, "");

        Assert.Equal(0, (await Onboarding.RunAsync("emulate", "expire", "O1", "u1", "--emulator", emulator.Address)).ExitCode);
        Assert.Equal(0, (await Onboarding.RunAsync("emulate", "fault", "presign", "status", "--status", "500", "--count", "2", "--emulator", emulator.Address)).ExitCode);
        Assert.Equal(3, (await Onboarding.RunAsync("emulate", "sign", "O1", "nobody", "--emulator", emulator.Address)).ExitCode);

        var fault = JsonNode.Parse(emulator.Calls.ElementAt(1).Body)!;
        Assert.Equal(("presign", "status", 500, 2), ((string?)fault["on"], (string?)fault["action"], (int)fault["status"]!, (int)fault["count"]!));
    }

    [Theory]
    [InlineData("AwaitingContract", "null", 0, "CMB_DEBIT\tyes")]
    [InlineData("Presigning", """{"kind":"Rejected","code":"CARD_REFUSED","message":"no","ended_at":"2026-11-23T08:00:00Z","contract_id":null}""", 6, "CMB_DEBIT\tno\tCARD_REFUSED\tno\t")]
    [InlineData("NeedsAttention", "null", 4, "NeedsAttention")]
    public async Task A_bank_is_probed_with_a_person_of_its_own_and_no_run_is_left(string step, string outcome, int exitCode, string says)
    {
        var view = $$"""
            {"id":"{{Id}}","organization_id":"O1","out_user_id":"u1","run":1,"step":"{{step}}","step_since":"2026-11-23T08:00:00Z","attempt":1,"waiting_until":null,"confirmed":true,
             "runtime_status":null,"outcome":{{outcome}},"created_at":"2026-11-23T08:00:00Z","updated_at":"2026-11-23T08:00:00Z","links":{"self":"/a","timeline":"/b"} }
            """;
        using var api = new StubApi()
            .Answer("POST /api/onboardings", 202, view).Answer($"GET /api/onboardings/{Id}", 200, view).Answer($"POST /api/onboardings/{Id}/cancel", 202, "");

        var run = await Onboarding.RunAsync("probe-bank", Path.Combine(Repository.Root, "samples", "student.json"), "--bank-type", "CMB_DEBIT", "--host", api.Address);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(says, run.Output + run.Errors, StringComparison.Ordinal);
        var sent = JsonNode.Parse(api.Calls.First().Body)!;
        Assert.Equal(("CMB_DEBIT", "LIMIT_BANK_CARD"), ((string?)sent["limit_bank_card"]!["bank_type"], (string?)sent["contract_mode"]));
        Assert.StartsWith("probe-", (string?)sent["facepay_user"]!["out_user_id"], StringComparison.Ordinal);
        Assert.Equal(outcome == "null", api.Calls.Any(call => call.Call.EndsWith("/cancel", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Counts_show_which_banks_refuse()
    {
        using var api = new StubApi().Answer("GET /api/counts", 200, """
            {"by_step":{"AwaitingContract":3},"by_outcome":[{"outcome":"Rejected","code":"CARD_REFUSED","count":2}],
             "by_bank_type":[{"bank_type":"ICBC_DEBIT","code":"CARD_REFUSED","count":2}],"oldest_waiting":"2026-11-23T08:00:00Z"}
            """);

        var run = await Onboarding.RunAsync("counts", "--host", api.Address);

        Assert.Contains("bank\tICBC_DEBIT\tCARD_REFUSED\t2", run.Output, StringComparison.Ordinal);
        Assert.Contains("2026-11-23 08:00:00", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_profile_gives_address_and_key_and_one_that_others_may_read_is_refused()
    {
        using var api = new StubApi().Answer("GET /api/counts", 200, """{"by_step":{},"by_outcome":[],"by_bank_type":[],"oldest_waiting":null}""");
        var profile = Path.GetTempFileName();
        await File.WriteAllTextAsync(profile, $$"""{"host":"{{api.Address}}","api_key":"profiled"}""", TestContext.Current.CancellationToken);

        File.SetUnixFileMode(profile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(0, (await Onboarding.RunAsync("counts", "--profile", profile)).ExitCode);
        File.SetUnixFileMode(profile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refused = await Onboarding.RunAsync("counts", "--profile", profile);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("chmod 600", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("profiled", refused.Errors, StringComparison.Ordinal);
        Assert.Single(api.Calls);
    }

    [Theory]
    [InlineData("list", "--step", "Nowhere")]
    [InlineData("purge", "--outcome", "Nothing")]
    public async Task A_word_that_is_none_is_answered_with_those_that_are(params string[] arguments)
    {
        var run = await Onboarding.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(arguments[2], run.Errors, StringComparison.Ordinal);
        Assert.Contains(arguments[1] == "--step" ? "'NeedsAttention'" : "'Completed'", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("OnboardingFlow.", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 2)]
    [InlineData(404, 3)]
    [InlineData(409, 4)]
    public async Task What_the_emulator_refuses_is_told_in_words(int status, int exitCode)
    {
        using var emulator = new StubApi().Answer("POST /_emulator/faults", status, """{"code":"BAD_REQUEST","message":"on 'nonsense': must be one of presign"}""");

        var run = await Onboarding.RunAsync("emulate", "fault", "nonsense", "status", "--emulator", emulator.Address);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal($"onboarding: The emulator refuses: {status} BAD_REQUEST: on 'nonsense': must be one of presign\n", run.Errors.ReplaceLineEndings("\n"));
    }

    private static string Page(string user, string? next) => $$"""
        {"items":[{"id":"{{Id}}","organization_id":"O1","out_user_id":"{{user}}","run":1,"step":"AwaitingContract","step_since":"2026-11-23T08:00:00Z",
         "attempt":1,"waiting_until":null,"confirmed":true,"runtime_status":null,"outcome":null,
         "created_at":"2026-11-23T08:00:00Z","updated_at":"2026-11-23T08:00:00Z","links":{"self":"/a","timeline":"/b"} }],
         "continuation_token":{{(next is null ? "null" : $"\"{next}\"")}} }
        """;
}
