using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Engine;

namespace OnboardingFlow.Api.Tests;

public sealed class StartTests
{
    private const string Path = "/api/onboardings";

    // Whatever is wrong with a request, none of these may come back.
    private static readonly string[] _planted = ["张三", SampleRequests.IdNumber, SampleRequests.CardNumber, "13800138000", "13900139000", "440524188001010014"];

    public static TheoryData<string> Forms => ["bare", "event", "sealed"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_request_in_any_form_starts_an_onboarding(string form)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = (await host.PostAsync(Path, ApiHost.StartKey, Request(form))).Is(HttpStatusCode.Accepted);

        var id = InstanceIds.For("O1", "u1");
        Assert.Equal($"/api/onboardings/{id}", answer.Headers["Location"]);
        Assert.Equal(id, (string?)answer.Json["id"]);
        Assert.Equal("O1", (string?)answer.Json["organization_id"]);
        Assert.Equal("u1", (string?)answer.Json["out_user_id"]);
        Assert.Equal(1, (int)answer.Json["run"]!);
        Assert.Equal("Accepted", (string?)answer.Json["step"]);
        Assert.True((bool)answer.Json["confirmed"]!);
        Assert.Equal("Pending", (string?)answer.Json["runtime_status"]);
        Assert.Equal("2026-11-23T08:00:00Z", (string?)answer.Json["created_at"]);
        Assert.Contains(id, host.Engine.Instances.Keys);
    }

    [Fact]
    public async Task The_same_request_again_is_answered_with_the_run()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare());

        var answer = (await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare())).Is(HttpStatusCode.OK);

        Assert.Equal(InstanceIds.For("O1", "u1"), (string?)answer.Json["id"]);
        Assert.Single(host.DataKeys.Records);
    }

    [Fact]
    public async Task Other_data_for_a_running_onboarding_is_a_conflict()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare());
        var other = SampleRequests.Bare();
        other.At("facepay_user")["phone"] = "13700137000";

        var answer = (await host.PostAsync(Path, ApiHost.StartKey, other)).IsProblem(HttpStatusCode.Conflict, "runs_with_other_data");

        Assert.Equal($"/api/onboardings/{InstanceIds.For("O1", "u1")}", (string?)answer.Json["instance"]);
        Assert.DoesNotContain("13700137000", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_onboarding_is_started_again_only_where_restart_says_so()
    {
        await using var host = await ApiHost.StartAsync();
        await host.AddEndedAsync(OutcomeKind.Rejected, "CARD_REFUSED");
        var same = SampleRequests.Event();
        same.At("data", "options").Remove("restart");
        var other = (JsonObject)same.DeepClone();
        other["id"] = "request-2";
        other.At("data", "presign", "facepay_user")["phone"] = "13700137000";
        var again = (JsonObject)same.DeepClone();
        again["id"] = "request-3";
        again.At("data", "options")["restart"] = "if_ended";
        var withoutId = SampleRequests.Bare();

        (await host.PostAsync(Path, ApiHost.StartKey, same)).IsProblem(HttpStatusCode.Conflict, "ended");
        (await host.PostAsync(Path, ApiHost.StartKey, other)).IsProblem(HttpStatusCode.Conflict, "ended_with_other_data");
        (await host.PostAsync(Path, ApiHost.StartKey, withoutId)).IsProblem(HttpStatusCode.Conflict, "ended_with_other_data");
        var started = (await host.PostAsync(Path, ApiHost.StartKey, again)).Is(HttpStatusCode.Accepted);
        Assert.Equal(2, (int)started.Json["run"]!);
        (await host.PostAsync(Path, ApiHost.StartKey, again)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_id_seen_before_gets_the_run_that_it_led_to()
    {
        await using var host = await ApiHost.StartAsync();
        var other = SampleRequests.Bare();
        other.At("facepay_user")["phone"] = "13700137000";
        (await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare(), ("Idempotency-Key", "k 1"))).Is(HttpStatusCode.Accepted);

        (await host.PostAsync(Path, ApiHost.StartKey, other, ("Idempotency-Key", "k 1"))).Is(HttpStatusCode.OK);
        (await host.PostAsync(Path, ApiHost.StartKey, other, ("Idempotency-Key", "k 2"))).IsProblem(HttpStatusCode.Conflict, "runs_with_other_data");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("k\tk")]
    [InlineData(256)]
    public async Task A_strange_idempotency_key_is_refused(object key)
    {
        await using var host = await ApiHost.StartAsync();
        var value = key is int length ? new string('k', length) : (string)key;

        var answer = await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare(), ("Idempotency-Key", value));

        Assert.Equal(["Idempotency-Key"], answer.IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED").Fields);
        Assert.Empty(host.Engine.Instances);
    }

    [Fact]
    public async Task Without_the_vault_nothing_is_started_and_the_caller_is_asked_to_come_again()
    {
        await using var host = await ApiHost.StartAsync();
        host.Keys.OutOfReach = true;

        var answer = (await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare())).IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");

        Assert.True(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Empty(host.Engine.Instances);
    }

    [Fact]
    public async Task An_engine_that_takes_nothing_now_asks_the_caller_to_come_again()
    {
        await using var host = await ApiHost.StartAsync();
        host.Engine.Fault = new EngineStorageException("the disk is full");

        var answer = (await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare())).IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");

        Assert.DoesNotContain("disk", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_nobody_thought_of_shows_nothing_of_its_text()
    {
        await using var host = await ApiHost.StartAsync();
        host.Engine.Fault = new InvalidOperationException("holds 张三 and 13800138000");

        var answer = (await host.PostAsync(Path, ApiHost.StartKey, SampleRequests.Bare())).IsProblem(HttpStatusCode.InternalServerError, "internal_error");

        ShowsNothing(answer.Body);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("张三", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_errors_are_told_at_once_by_field()
    {
        await using var host = await ApiHost.StartAsync();
        var body = SampleRequests.Event();
        body.At("data", "presign", "facepay_user")["phone"] = "138";
        body.At("data", "presign", "limit_bank_card")["bank_card_number"] = "6222020200112231";
        body.At("data", "presign")["bussiness_name"] = "K12";
        body.At("data", "options")["deadline"] = "soon";

        var answer = (await host.PostAsync(Path, ApiHost.StartKey, body)).IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.Equal("Validation failed", (string?)answer.Json["title"]);
        Assert.Equal(
            ["options.deadline", "presign.bussiness_name", "presign.facepay_user.phone", "presign.limit_bank_card.bank_card_number"],
            answer.Fields.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("6222020200112231", answer.Body, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "empty", "" },
        { "blank", "  \n" },
        { "null", "null" },
        { "array", "[]" },
        { "string", "\"张三\"" },
        { "truncated", """{"business_name":"K12","facepay_user":{"identification_name":"张三" """ },
        { "trailing", """{"business_name":"K12"} 13800138000""" },
        { "comment", """{"business_name":"K12" /* 张三 */}""" },
        { "duplicate keys", """{"business_name":"K12","business_name":"张三"}""" },
        { "deep nesting", $"{string.Concat(Enumerable.Repeat("{\"a\":", 2000))}1{new string('}', 2000)}" },
        { "deep array", new string('[', 10_000) },
        { "unknown enum", """{"business_name":"K12","facepay_user":{"out_user_id":"u1","organization_id":"O1"},"contract_mode":"13800138000"}""" },
        { "number for string", """{"business_name":12,"facepay_user":{"out_user_id":1,"organization_id":"O1","phone":13800138000}}""" },
        { "null for required", """{"business_name":null,"facepay_user":null}""" },
        { "object for string", """{"business_name":{"a":"张三"},"facepay_user":{"out_user_id":"u1","organization_id":"O1"}}""" },
        { "control characters", """{"business_name":"K12","facepay_user":{"out_user_id":"u1","organization_id":"O1","identification_name":"张三\u0000\n"}}""" },
        { "half a character", """{"business_name":"\ud800","facepay_user":{"out_user_id":"u1","organization_id":"O1"}}""" },
        { "unknown event type", """{"specversion":"1.0","type":"张三","source":"/a","id":"1","data":{}}""" },
        { "sealed rubbish", """{"specversion":"1.0","type":"onboardingflow.onboarding.requested.sealed.v1","source":"/a","id":"1","data":{"sealed":"ofs1.13800138000"}}""" },
        { "sealed number", """{"specversion":"1.0","type":"onboardingflow.onboarding.requested.sealed.v1","source":"/a","id":"1","data":{"sealed":13800138000}}""" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_body_is_refused_without_showing_its_values(string what, string body)
    {
        Assert.NotEmpty(what);
        await using var host = await ApiHost.StartAsync();

        var answer = await host.CallAsync("POST", Path, ApiHost.StartKey, ApiHost.Json(Encoding.UTF8.GetBytes(body)));

        Assert.NotEmpty(answer.IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED").Fields);
        ShowsNothing(answer.Body);
        Assert.All(host.Log.Lines, ShowsNothing);
        Assert.Empty(host.Engine.Instances);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("gb18030-bytes")]
    public async Task Text_in_another_encoding_is_refused(string encoding)
    {
        await using var host = await ApiHost.StartAsync();
        var json = SampleRequests.Bare().ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var bytes = encoding == "utf-16" ? Encoding.Unicode.GetBytes(json) : Encoding.Latin1.GetBytes(json.Replace("张三", "ÕÅÈý", StringComparison.Ordinal));

        var answer = await host.CallAsync("POST", Path, ApiHost.StartKey, ApiHost.Json(bytes));

        Assert.Equal(["$"], answer.IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED").Fields);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("rubbish")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        await using var host = await ApiHost.StartAsync();
        var content = new ByteArrayContent(SampleRequests.Bare().Utf8());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        (await host.CallAsync("POST", Path, ApiHost.StartKey, content)).IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData("application/cloudevents+json")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task The_content_types_of_JSON_are_taken(string contentType)
    {
        await using var host = await ApiHost.StartAsync();
        var content = new ByteArrayContent(SampleRequests.Event().Utf8()) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };

        (await host.CallAsync("POST", Path, ApiHost.StartKey, content)).Is(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_32_KiB_is_refused_with_or_without_its_length(bool chunked)
    {
        await using var host = await ApiHost.StartAsync();
        var body = SampleRequests.Bare();
        body["padding"] = new string('x', RequestReader.MaxBytes);
        var content = ApiHost.Json(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiHost.StartKey);
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        (await Answer.ReadAsync(response)).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    private static JsonObject Request(string form) => form switch
    {
        "bare" => SampleRequests.Bare(),
        "event" => SampleRequests.Event(),
        _ => SampleRequests.Event(
            new JsonObject { ["sealed"] = PublicKeySealer.SealRequest(SwitchableKeys.PublicKeyPem, RsaVersion, SampleRequests.Data().Utf8()) },
            "onboardingflow.onboarding.requested.sealed.v1"),
    };

    private const string RsaVersion = Core.Tests.Sealing.RsaKeys.Version;

    private static void ShowsNothing(string text) =>
        Assert.All(_planted, value => Assert.DoesNotContain(value, text, StringComparison.Ordinal));
}
