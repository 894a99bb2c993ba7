using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Core.Requests;
using static OnboardingFlow.Core.Tests.Requests.Readings;

namespace OnboardingFlow.Core.Tests.Requests;

public sealed class RequestReaderTests
{
    private readonly RequestReader _reader = Readers.Reader();

    [Fact]
    public void A_bare_presign_body_is_a_request()
    {
        var reading = _reader.Read(SampleRequests.Bare().Utf8());

        Assert.Empty(reading.Errors);
        Assert.Equal(SampleRequests.Full.Presign, reading.Request!.Presign);
        Assert.Equal(OnboardingOptions.None, reading.Request.Options);
        Assert.Null(reading.CloudEvent);
    }

    [Fact]
    public void Opened_data_is_read_like_an_events()
    {
        var metadata = new CloudEventMetadata("/schools/1", "request-1", null);

        var reading = _reader.ReadOpened(SampleRequests.Data().Utf8(), metadata);

        Assert.Equal(SampleRequests.Full, reading.Request);
        Assert.Same(metadata, reading.CloudEvent);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.NotNull(_reader.Read((byte[])[0xEF, 0xBB, 0xBF, .. SampleRequests.Bare().Utf8()]).Request);

    [Fact]
    public void A_body_without_card_may_leave_out_the_mode()
    {
        var json = SampleRequests.Bare(SampleRequests.Minimal);
        json.Remove("contract_mode");

        Assert.Equal(ContractMode.LimitNone, _reader.Read(json.Utf8()).Request!.Presign.ContractMode);
    }

    [Fact]
    public void A_card_without_mode_is_refused_rather_than_guessed()
    {
        var json = SampleRequests.Bare();
        json.Remove("contract_mode");

        AssertError(_reader.Read(json.Utf8()), "presign.contract_mode", "is required with limit_bank_card");
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var json = SampleRequests.Event();
        json["specversion"] = "0.3";
        var user = json.At("data", "presign", "facepay_user");
        user["phone"] = "138";
        user["fone"] = "13800138000";
        user["out_user_id"] = 7;
        json.At("data", "presign").Remove("business_name");
        json.At("data", "options")["restart"] = "sometimes";
        json.At("data")["option"] = new JsonObject();

        var errors = _reader.Read(json.Utf8()).Errors;

        Assert.Equal(
            [
                "option", "options.restart", "presign.business_name", "presign.facepay_user.fone", "presign.facepay_user.out_user_id", "presign.facepay_user.phone", "specversion",
            ],
            errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_field_has_the_same_path_in_every_form()
    {
        var bare = SampleRequests.Bare();
        bare.At("facepay_user")["phone"] = "138";
        var data = SampleRequests.Data();
        data.At("presign", "facepay_user")["phone"] = "138";
        var cloudEvent = SampleRequests.Event(SampleRequests.Data());
        cloudEvent.At("data", "presign", "facepay_user")["phone"] = "138";

        AssertError(_reader.Read(bare.Utf8()), "presign.facepay_user.phone", "must be 11 digits");
        AssertError(_reader.ReadOpened(data.Utf8()), "presign.facepay_user.phone", "must be 11 digits");
        AssertError(_reader.Read(cloudEvent.Utf8()), "presign.facepay_user.phone", "must be 11 digits");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \r\n", "is empty")]
    [InlineData("{", "was cut off")]
    [InlineData("""{"business_name":"K1""", "was cut off")]
    [InlineData("""{"business_name":"K12",}""", "is not valid JSON at line 1")]
    [InlineData("""{"business_name":"K12" /* c */}""", "is not valid JSON at line 1")]
    [InlineData("""{"business_name":"K12"}{}""", "is not valid JSON at line 1")]
    [InlineData("{'business_name':1}", "is not valid JSON at line 1")]
    [InlineData("not json 13800138000", "is not valid JSON at line 1")]
    [InlineData("[]", "must be a JSON object, not an array")]
    [InlineData("\"13800138000\"", "must be a JSON object, not a string")]
    [InlineData("123", "must be a JSON object")]
    [InlineData("null", "must be a JSON object, not null")]
    [InlineData("""{"business_name":"\ud800"}""", "half a character")]
    [InlineData("""{"\udc00":"K12"}""", "half a character")]
    public void What_is_no_json_object_is_told_as_such(string text, string message) =>
        AssertOnlyError(_reader.Read(Encoding.UTF8.GetBytes(text)), FieldError.Root, message);

    [Fact]
    public void Another_encoding_is_told_as_such()
    {
        var text = SampleRequests.Bare().ToJsonString();

        AssertOnlyError(_reader.Read(Encoding.Unicode.GetBytes(text)), FieldError.Root, "is not UTF-8");
        AssertOnlyError(_reader.Read((byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]), FieldError.Root, "is not UTF-8");
        AssertOnlyError(_reader.Read((byte[])[.. "{\"business_name\":\""u8, 0xD5, 0xC5, 0xC8, 0xFD, .. "\"}"u8]), FieldError.Root, "is not UTF-8");
    }

    [Fact]
    public void One_byte_more_than_the_limit_is_refused()
    {
        var json = SampleRequests.Bare().Utf8();
        var padded = (byte[])[.. json, .. Enumerable.Repeat((byte)' ', RequestReader.MaxBytes - json.Length)];

        Assert.NotNull(_reader.Read(padded).Request);
        AssertOnlyError(_reader.Read((byte[])[.. padded, (byte)' ']), FieldError.Root, "at most 32768");
    }

    [Theory]
    [InlineData(17)]
    [InlineData(15_000)]
    public void Deep_nesting_is_refused(int depth) => AssertOnlyError(
        _reader.Read(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth))), FieldError.Root, "nested deeper than 16");

    [Fact]
    public void A_doubled_key_is_refused_by_its_path()
    {
        const string text = """{"business_name":"K12","facepay_user":{"out_user_id":"u1","organization_id":"O1","out_user_id":"u2"}}""";

        AssertOnlyError(_reader.Read(Encoding.UTF8.GetBytes(text)), "presign.facepay_user.out_user_id", "appears more than once");
        AssertError(
            _reader.Read(Encoding.UTF8.GetBytes("""{"specversion":"1.0","specversion":"1.0","data":{"options":{},"options":{}}}""")), "options", "appears more than once");
    }

    [Theory]
    [InlineData("null", "must be a string, not null")]
    [InlineData("7", "must be a string, not a number")]
    [InlineData("true", "must be a string, not true or false")]
    [InlineData("{}", "must be a string, not an object")]
    [InlineData("[\"u1\"]", "must be a string, not an array")]
    public void Another_type_than_a_string_is_refused(string value, string message)
    {
        var json = SampleRequests.Bare(SampleRequests.Minimal);
        json.At("facepay_user")["out_user_id"] = JsonNode.Parse(value);

        AssertOnlyError(_reader.Read(json.Utf8()), "presign.facepay_user.out_user_id", message);
    }

    [Fact]
    public void Null_for_an_optional_field_is_the_same_as_leaving_it_out()
    {
        var json = SampleRequests.Bare(SampleRequests.Minimal);
        json["limit_bank_card"] = null;
        json.At("facepay_user")["phone"] = null;

        var reading = _reader.Read(json.Utf8());

        Assert.Null(reading.Request!.Presign.FacepayUser.Phone);
        Assert.Null(reading.Request.Presign.LimitBankCard);
    }

    [Theory]
    [InlineData("LIMIT_ALL")]
    [InlineData("limit_none")]
    [InlineData("1")]
    public void An_unknown_word_is_refused_with_the_allowed_ones(string mode)
    {
        var json = SampleRequests.Bare();
        json["contract_mode"] = mode;

        AssertOnlyError(_reader.Read(json.Utf8()), "presign.contract_mode", "must be one of LIMIT_BANK_CARD, PRIORITY_BANK_CARD, LIMIT_NONE");
    }

    [Fact]
    public void More_errors_than_anyone_reads_are_cut_short()
    {
        var json = SampleRequests.Bare();
        for (var i = 0; i < 1_000; i++)
        {
            json[$"field{i}"] = i;
        }

        Assert.InRange(_reader.Read(json.Utf8()).Errors.Count, 100, 101);
    }

    [Fact]
    public void A_hostile_field_name_is_shown_bounded_and_without_control_characters()
    {
        var json = SampleRequests.Bare();
        json["\u0007\n" + new string('x', 5_000)] = 1;

        var error = Assert.Single(_reader.Read(json.Utf8()).Errors);

        Assert.StartsWith("presign.??xxx", error.Path, StringComparison.Ordinal);
        Assert.InRange(error.Path.Length, 10, 100);
    }
}
