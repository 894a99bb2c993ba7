using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Cli.Tests.Importing;

/// <summary>A school's file from the command line: checked as a whole, sent once each, stopped and gone on with.</summary>
public sealed class ImportTests
{
    private const string Start = "POST /api/onboardings";
    private const string Refusal = """{"type":"about:blank","title":"Conflict","status":409,"code":"CONFLICT","detail":"It runs with other data."}""";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public async Task Everybody_in_a_file_is_sent_once_in_either_encoding(string encoding)
    {
        using var api = new StubApi().Answer(Start, 202, View());
        using var file = new StudentFile(
            $"{StudentFile.Headers}\n{StudentFile.Row(1)}\ns2,欧阳·娜娜,,\n", CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? new UTF8Encoding(true));

        var run = await ImportAsync(api, file);

        Assert.Equal(0, run.ExitCode);
        var requests = api.Calls.Select(call => JsonNode.Parse(call.Body)!).OrderBy(request => (string?)request["data"]!["presign"]!["facepay_user"]!["out_user_id"]).ToList();
        Assert.Equal(2, requests.Count);
        var read = new RequestReader(new RequestValidator(TimeProvider.System, Microsoft.Extensions.Options.Options.Create(new Core.OnboardingSettings())))
            .Read(Encoding.UTF8.GetBytes(requests[0].ToJsonString()));
        Assert.Equal(StudentFile.ValidNumber, read.Request!.Presign.FacepayUser.Identification!.IdentificationNumber.Reveal());
        Assert.Equal("欧阳·娜娜", (string?)requests[1]["data"]!["presign"]!["facepay_user"]!["identification_name"]);
        Assert.Null(requests[1]["data"]!["presign"]!["facepay_user"]!["identification"]);
        Assert.Equal(InstanceIds.For("O1", "s2"), (string?)requests[1]["id"]);
        Assert.Equal(["accepted", "accepted"], file.ReadResults().Select(line => line[3]));
    }

    [Fact]
    public async Task A_wrong_row_is_told_by_line_and_column_without_its_value_and_nothing_is_sent()
    {
        using var api = new StubApi().Answer(Start, 202, View());
        using var file = new StudentFile($"{StudentFile.Headers}\n{StudentFile.Row(1)}\ns2,张小红,110105201203154321,13800000000\ns0001,张小明,,1380\n");

        var run = await ImportAsync(api, file);

        Assert.Equal(4, run.ExitCode);
        Assert.Empty(api.Calls);
        var report = await File.ReadAllLinesAsync(file.Report, TestContext.Current.CancellationToken);
        Assert.StartsWith("3,3,身份证号,presign.facepay_user.identification.identification_number,", report[1], StringComparison.Ordinal);
        Assert.EndsWith("*** (18 characters)", report[1], StringComparison.Ordinal);
        Assert.StartsWith("4,4,手机号,presign.facepay_user.phone,", report[2], StringComparison.Ordinal);
        Assert.Equal(3, report.Length);
    }

    [Fact]
    public async Task A_person_who_stands_twice_is_told_with_the_first_line()
    {
        using var api = new StubApi();
        using var file = new StudentFile($"{StudentFile.Headers}\n{StudentFile.Row(1)}\n\n{StudentFile.Row(1)}\n");

        Assert.Equal(4, (await ImportAsync(api, file, "--dry-run")).ExitCode);

        var report = await File.ReadAllTextAsync(file.Report, TestContext.Current.CancellationToken);
        Assert.Contains("\n4,1,学号,presign.facepay_user.out_user_id,is the same person as in line 2", report, StringComparison.Ordinal);
        Assert.False(File.Exists(file.Journal));
        Assert.Empty(api.Calls);
    }

    [Fact]
    public async Task Valid_rows_go_though_others_are_wrong_when_that_is_asked_for()
    {
        using var api = new StubApi().Answer(Start, 202, View());
        using var file = new StudentFile($"{StudentFile.Headers}\n{StudentFile.Row(1)}\ns2,张小红,110105201203154321,\n");

        Assert.Equal(4, (await ImportAsync(api, file, "--skip-invalid")).ExitCode);

        Assert.Single(api.Calls);
        Assert.Equal([("s0001", "accepted"), ("s2", "invalid")], file.ReadResults().Select(line => (line[1], line[3])));
    }

    [Fact]
    public async Task A_refused_key_stops_the_import_and_it_goes_on_without_sending_anyone_twice()
    {
        using var file = StudentFile.Of(40);
        using var first = new StubApi();
        for (var i = 0; i < 10; i++)
        {
            first.Answer(Start, 202, View());
        }

        first.Answer(Start, 401, """{"title":"Unauthorized","status":401,"code":"unauthorized"}""");
        using var second = new StubApi().Answer(Start, 202, View());

        var stopped = await ImportAsync(first, file);
        var resumed = await ImportAsync(second, file, "-o", "json");

        Assert.Equal((4, 0), (stopped.ExitCode, resumed.ExitCode));
        Assert.Contains("goes on", stopped.Errors, StringComparison.Ordinal);
        Assert.Equal((10, 30), ((int)JsonNode.Parse(resumed.Output)!["earlier"]!, (int)JsonNode.Parse(resumed.Output)!["accepted"]!));
        Assert.Equal(40, first.Calls.Take(10).Concat(second.Calls).Select(Person).Distinct().Count());
        Assert.Equal(30, second.Calls.Count);
        Assert.All(file.ReadResults(), line => Assert.Equal("accepted", line[3]));
    }

    [Fact]
    public async Task A_killed_import_goes_on_and_whoever_was_under_way_is_sent_with_the_same_request_id()
    {
        using var file = StudentFile.Of(60);
        using var api = new StubApi().Answer(Start, 202, View());

        await Onboarding.KillAsync(() => api.Calls.Count >= 20, Arguments(api, file, ["--rate", "100"]));
        Assert.InRange(api.Calls.Count, 20, 59);
        var resumed = await ImportAsync(api, file);

        Assert.Equal(0, resumed.ExitCode);
        var sent = api.Calls.Select(call => JsonNode.Parse(call.Body)!).GroupBy(request => (string?)request["id"]).ToList();
        Assert.Equal(60, sent.Count);
        Assert.All(sent, person => Assert.Single(person.Select(request => (string?)request["source"]).Distinct()));
        Assert.True(api.Calls.Count <= 60 + 16, $"{api.Calls.Count} requests: more were repeated than can have been under way.");
    }

    [Fact]
    public async Task Who_was_refused_is_tried_again_by_the_next_run_and_who_was_accepted_is_not()
    {
        using var file = StudentFile.Of(2);
        using var first = new StubApi().Answer(Start, 202, View()).Answer(Start, 409, Refusal);
        using var second = new StubApi().Answer(Start, 200, View());

        var refused = await ImportAsync(first, file);
        var states = file.ReadResults().Select(line => line[3]).Order().ToList();
        var mended = await ImportAsync(second, file);

        Assert.Equal((4, 0), (refused.ExitCode, mended.ExitCode));
        Assert.Equal(["accepted", "refused"], states);
        Assert.Single(second.Calls);
        Assert.Equal(["accepted", "duplicate"], file.ReadResults().Select(line => line[3]).Order());
    }

    [Fact]
    public async Task No_file_but_the_input_and_no_output_holds_a_persons_data()
    {
        const string wrong = "110105199001011234";
        using var file = new StudentFile($"{StudentFile.Headers},卡号\n{StudentFile.Row(1)},\ns2,林徽因,{wrong},13912345678,6222020000000000999\n13777777777,王五,,,\n");
        using var api = new StubApi().Answer(Start, 409, Refusal);

        var run = await ImportAsync(api, file, "--skip-invalid");

        Assert.NotEmpty(api.Calls);
        foreach (var secret in (string[])["张小明", StudentFile.ValidNumber, "13800000001", "林徽因", wrong, "13912345678", "6222020000000000999", "王五"])
        {
            Assert.DoesNotContain(secret, file.Written + run.Output + run.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("张小明,11010520120315432X\n")] // No header line.
    [InlineData("学号,姓名,out_user_id\n")]
    [InlineData("姓名\n张小明\n")]
    [InlineData("学号,姓名\ns1,\"张小明\n")]
    [InlineData("")]
    public async Task A_file_that_cannot_be_understood_is_refused_without_showing_it(string text)
    {
        using var api = new StubApi();
        using var file = new StudentFile(text);

        var run = await ImportAsync(api, file);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain("张小明", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(StudentFile.ValidNumber, run.Errors, StringComparison.Ordinal);
        Assert.Empty(api.Calls);
    }

    [Fact]
    public async Task A_mapping_names_unusual_columns_gives_defaults_and_leaves_columns_out()
    {
        using var api = new StubApi().Answer(Start, 202, View());
        using var file = new StudentFile("编码;家长电话;备注;监护人同意;同意书编号;同意时间\ns1;13800000000;x;是;c1;2026-09-01T08:00:00+08:00\n");
        var mapping = file.Add("map.json", """{"columns":{"编码":"out_user_id","家长电话":"phone"},"defaults":{"contract_mode":"LIMIT_NONE"},"ignore":["备注"]}""");

        Assert.Equal(0, (await ImportAsync(api, file, "--mapping", mapping)).ExitCode);

        var data = JsonNode.Parse(Assert.Single(api.Calls).Body)!["data"]!;
        Assert.Equal(("13800000000", "LIMIT_NONE"), ((string?)data["presign"]!["facepay_user"]!["phone"], (string?)data["presign"]!["contract_mode"]));
        Assert.True((bool)data["options"]!["consent"]!["guardian"]!);
    }

    [Fact]
    public async Task Personal_data_is_not_taken_from_the_command_line()
    {
        using var api = new StubApi();
        using var file = StudentFile.Of(1);

        Assert.Equal(2, (await ImportAsync(api, file, "--set", "phone=13800000000")).ExitCode);
    }

    private static string[] Arguments(StubApi api, StudentFile file, string[] more) =>
        ["import", file.Path, "--host", api.Address, "--set", "organization_id=O1", "--set", "business_name=K12", .. more.Contains("--rate") ? more : [.. more, "--rate", "100000"]];

    private static Task<Onboarding.Run> ImportAsync(StubApi api, StudentFile file, params string[] more) => Onboarding.RunAsync(Arguments(api, file, more));

    private static string? Person((string Call, string? Authorization, string? IdempotencyKey, string Body) call) => (string?)JsonNode.Parse(call.Body)!["id"];

    private static string View() => """
        {"id":"ob-aaaaaaaaaaaaaaaaaaaaaaaaaa","organization_id":"O1","out_user_id":"u1","run":1,"step":"Accepted","step_since":"2026-11-23T08:00:00Z","attempt":1,"waiting_until":null,
         "confirmed":true,"runtime_status":"Running","outcome":null,"created_at":"2026-11-23T08:00:00Z","updated_at":"2026-11-23T08:00:00Z","links":{"self":"/a","timeline":"/b"} }
        """;
}
