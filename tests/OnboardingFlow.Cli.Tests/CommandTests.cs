namespace OnboardingFlow.Cli.Tests;

public sealed class CommandTests
{
    private const string Id = "ob-aaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task Start_sends_the_file_with_the_key_and_says_what_began()
    {
        using var api = new StubApi().Answer("POST /api/onboardings", 202, View());
        var file = RequestFile("""{"business_name":"K12"}""");

        var run = await Onboarding.RunAsync("start", file, "--host", api.Address, "--idempotency-key", "k1");

        Assert.Equal((0, $"Started {Id}, run 1."), (run.ExitCode, run.Output.Trim()));
        var call = Assert.Single(api.Calls);
        Assert.Equal(("Bearer test-key", "k1", """{"business_name":"K12"}"""), (call.Authorization, call.IdempotencyKey, call.Body));
    }

    [Fact]
    public async Task Start_tells_every_field_that_the_host_refuses()
    {
        using var api = new StubApi().Answer("POST /api/onboardings", 400, """
            {"type":"about:blank","title":"Validation failed","status":400,"code":"VALIDATION_FAILED",
             "errors":{"presign.facepay_user.phone":["must be 11 digits"],"presign.business_name":["is required"]}}
            """);

        var run = await Onboarding.RunAsync("start", RequestFile("{}"), "--host", api.Address);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("VALIDATION_FAILED", run.Errors, StringComparison.Ordinal);
        Assert.Contains("presign.facepay_user.phone must be 11 digits", run.Errors, StringComparison.Ordinal);
        Assert.Contains("presign.business_name is required", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_prints_the_onboarding_as_json()
    {
        using var api = new StubApi().Answer($"GET /api/onboardings/{Id}", 200, View());

        var run = await Onboarding.RunAsync("get", Id, "--host", api.Address);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"step\":\"AwaitingContract\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_of_an_unknown_id_says_so()
    {
        using var api = new StubApi();

        var run = await Onboarding.RunAsync("get", Id, "--host", api.Address);

        Assert.Equal((3, $"onboarding: There is no onboarding {Id}."), (run.ExitCode, run.Errors.Trim()));
    }

    [Theory]
    [InlineData("Completed", 0)]
    [InlineData("Rejected", 6)]
    public async Task Watch_shows_new_timeline_entries_once_and_ends_with_the_outcome(string outcome, int exitCode)
    {
        using var api = new StubApi()
            .Answer($"GET /api/onboardings/{Id}", 200, View())
            .Answer($"GET /api/onboardings/{Id}", 200, View(outcome))
            .Answer($"GET /api/onboardings/{Id}/timeline", 200, Timeline("Accepted"))
            .Answer($"GET /api/onboardings/{Id}/timeline", 200, Timeline("Accepted", "Presigning"));

        var run = await Onboarding.RunAsync("watch", Id, "--host", api.Address);

        Assert.Equal(exitCode, run.ExitCode);
        var steps = run.Output.Split('\n').Where(line => line.Contains(" step ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, steps.Count);
        Assert.Contains($"Outcome: {outcome}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_told_in_one_line()
    {
        var run = await Onboarding.RunAsync("get", Id, "--host", "http://127.0.0.1:1");

        Assert.Equal(5, run.ExitCode);
        Assert.StartsWith("onboarding: http://127.0.0.1:1/ can't be reached", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1")]
    public async Task A_wrong_address_is_told(string host)
    {
        var run = await Onboarding.RunAsync("get", Id, "--host", host);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("must be an http or https address", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_speaks_something_else_is_told()
    {
        using var api = new StubApi().Answer($"GET /api/onboardings/{Id}", 200, "<html>");

        var run = await Onboarding.RunAsync("get", Id, "--host", api.Address);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("isn't this API's JSON", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_told()
    {
        var run = await Onboarding.RunAsync("send", RequestFile("{}"), "--storage", "nonsense");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("onboarding: --storage isn't a connection string", run.Errors, StringComparison.Ordinal);
    }

    private static string RequestFile(string json)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        return path;
    }

    private static string View(string? outcome = null)
    {
        var end = outcome is null
            ? "null"
            : $$"""{"kind":"{{outcome}}","code":null,"message":null,"ended_at":"2026-11-23T08:01:00Z","contract_id":null}""";
        return $$"""
            {"id":"{{Id}}","organization_id":"O1","out_user_id":"u1","run":1,"step":"AwaitingContract","step_since":"2026-11-23T08:00:00Z",
             "attempt":1,"waiting_until":null,"confirmed":true,"runtime_status":"Running","outcome":{{end}},
             "created_at":"2026-11-23T08:00:00Z","updated_at":"2026-11-23T08:00:00Z","deliveries":[],"links":{"self":"/a","timeline":"/b"} }
            """;
    }

    private static string Timeline(params string[] steps)
    {
        var entries = steps.Select(step =>
            $$"""{"run":1,"at":"2026-11-23T08:00:00Z","kind":"step","name":"{{step}}","attempt":1,"duration_ms":null,"result":"ok","code":null}""");
        return $$"""{"entries":[{{string.Join(',', entries)}} ],"truncated":false}""";
    }
}
