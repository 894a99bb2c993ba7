using System.Text.Json.Nodes;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Tests.Requests;

public sealed class RequestValidatorTests
{
    private readonly RequestReader _reader = Readers.Reader();

    [Fact]
    public void Requests_in_order_have_no_errors()
    {
        Assert.Empty(Readers.Validator().Validate(SampleRequests.Full));
        Assert.Empty(Readers.Validator().Validate(SampleRequests.Minimal));
    }

    [Theory]
    [InlineData("presign.business_name", "", "must not be empty")]
    [InlineData("presign.business_name", "K\n12", "control characters")]
    [InlineData("presign.facepay_user.out_user_id", "a b", "must be 1 to 64 letters, digits and any of")]
    [InlineData("presign.facepay_user.out_user_id", "../tokens", "must be 1 to 64 letters, digits and any of")]
    [InlineData("presign.facepay_user.organization_id", "1000", "must begin with O")]
    [InlineData("presign.facepay_user.organization_id", "O1/2", "must be 1 to 64 letters, digits and any of _ -")]
    [InlineData("presign.facepay_user.identification_name", "张三7", "must be Chinese characters")]
    [InlineData("presign.facepay_user.phone", "138", "must be 11 digits")]
    [InlineData("presign.facepay_user.identification.identification_type", "PASSPORT_NO", "must be IDCARD")]
    [InlineData("presign.facepay_user.identification.identification_number", "110105194912310021", "wrong check character")]
    [InlineData("presign.limit_bank_card.bank_card_number", "6222020200112231", "wrong check digit")]
    [InlineData("presign.limit_bank_card.identification_name", "\t", "control characters")]
    [InlineData("presign.limit_bank_card.identification.identification_number", "440524880101001", "first generation")]
    [InlineData("presign.limit_bank_card.valid_thru", "2030-12", "mm/yy")]
    [InlineData("presign.limit_bank_card.bank_type", "ICBC DEBIT", "must be 1 to 32 letters, digits and any of _")]
    [InlineData("presign.limit_bank_card.phone", "+8613900139000", "must be 11 digits")]
    [InlineData("options.organization_name", " ", "must not be empty")]
    [InlineData("options.appid", "wx-1", "must be 1 to 32 letters")]
    [InlineData("options.deadline", "PT0S", "above zero")]
    [InlineData("options.deadline", "P31D", "at most 30 days")]
    [InlineData("options.deadline", "-PT1H", "ISO 8601 duration")]
    [InlineData("options.deadline", "P1M", "ISO 8601 duration")]
    [InlineData("options.deadline", "72:00:00", "ISO 8601 duration")]
    [InlineData("options.identity_verification", "maybe", "must be one of none, external")]
    [InlineData("options.restart", "always", "must be one of never, if_ended, force")]
    [InlineData("options.consent.reference", "", "must not be empty")]
    [InlineData("options.consent.obtained_at", "2026-11-24T08:00:00Z", "in the future")]
    [InlineData("options.consent.obtained_at", "2026-09-02T09:00:00", "RFC 3339")]
    [InlineData("options.consent.obtained_at", "2026-13-01T08:00:00Z", "RFC 3339")]
    [InlineData("options.consent.obtained_at", "yesterday", "RFC 3339")]
    [InlineData("options.mini_program.user_name", "张\u0007", "control characters")]
    [InlineData("options.mini_program.user_type", "PARENT", "must be one of STUDENT, STAFF")]
    [InlineData("options.mini_program.class_name", "", "must not be empty")]
    [InlineData("options.mini_program.occupation", "教师", "is for user_type STAFF")]
    [InlineData("options.notify_url", "hooks", "absolute https address")]
    [InlineData("options.notify_url", "http://provider.example/", "absolute https address")]
    [InlineData("options.notify_url", "ftp://provider.example/", "absolute https address")]
    [InlineData("options.notify_url", "https://user:secret@provider.example/", "no user name, password or fragment")]
    [InlineData("options.notify_url", "https://localhost/hooks", "loopback")]
    [InlineData("options.notify_url", "https://127.0.0.1/hooks", "loopback")]
    public void A_broken_rule_is_told_by_path_with_what_to_do_and_without_the_value(string path, string value, string rule)
    {
        var json = SampleRequests.Data();
        var names = path.Split('.');
        json.At(names[..^1])[names[^1]] = value;

        var error = Assert.Single(_reader.ReadOpened(json.Utf8()).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        Assert.True(value.Length < 3 || !error.Message.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("presign.business_name", 64)]
    [InlineData("presign.facepay_user.out_user_id", 64)]
    [InlineData("options.organization_name", 128)]
    [InlineData("options.consent.reference", 128)]
    [InlineData("options.mini_program.class_name", 128)]
    public void A_text_has_a_longest_length(string path, int length)
    {
        var json = SampleRequests.Data();
        var names = path.Split('.');

        json.At(names[..^1])[names[^1]] = new string('x', length);
        Assert.Empty(_reader.ReadOpened(json.Utf8()).Errors);
        json.At(names[..^1])[names[^1]] = new string('x', length + 1);
        Assert.Contains($"{length}", Assert.Single(_reader.ReadOpened(json.Utf8()).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("presign")]
    [InlineData("presign.business_name")]
    [InlineData("presign.facepay_user")]
    [InlineData("presign.facepay_user.out_user_id")]
    [InlineData("presign.facepay_user.organization_id")]
    [InlineData("presign.facepay_user.identification.identification_type")]
    [InlineData("presign.facepay_user.identification.identification_number")]
    [InlineData("presign.limit_bank_card.bank_card_number")]
    [InlineData("options.consent.reference")]
    [InlineData("options.consent.obtained_at")]
    public void What_is_required_is_missed_once(string path)
    {
        var json = SampleRequests.Data();
        var names = path.Split('.');
        json.At(names[..^1]).Remove(names[^1]);

        Assert.Equal(new FieldError(path, "is required"), Assert.Single(_reader.ReadOpened(json.Utf8()).Errors));
    }

    [Theory]
    [InlineData("2026-09-01T08:00:00+08:00", 0)]
    [InlineData("2026-09-01T00:00:00Z", 0)]
    [InlineData("2026-08-31t20:00:00.500-04:00", 500)]
    [InlineData("2026-09-01T00:00:00.500000000Z", 500)]
    public void A_time_is_read_in_any_form_of_the_rfc(string text, int milliseconds)
    {
        var json = SampleRequests.Data();
        json.At("options", "consent")["obtained_at"] = text;

        var time = _reader.ReadOpened(json.Utf8()).Request!.Options.Consent!.ObtainedAt;

        Assert.Equal(new DateTimeOffset(2026, 9, 1, 0, 0, 0, milliseconds, TimeSpan.Zero), time);
    }

    [Fact]
    public void A_mode_that_binds_a_card_needs_the_card()
    {
        var json = SampleRequests.Data();
        json.At("presign").Remove("limit_bank_card");

        Assert.Equal("presign.limit_bank_card", Assert.Single(_reader.ReadOpened(json.Utf8()).Errors).Path);
    }

    [Fact]
    public void A_class_is_for_students_and_an_occupation_for_staff()
    {
        var json = SampleRequests.Data();
        json.At("options")["mini_program"] = new JsonObject { ["user_type"] = "STAFF", ["class_name"] = "一班" };
        Assert.Equal("options.mini_program.class_name", Assert.Single(_reader.ReadOpened(json.Utf8()).Errors).Path);

        json.At("options")["mini_program"] = new JsonObject { ["class_name"] = "一班", ["occupation"] = "教师" };
        Assert.Equal("options.mini_program.user_type", Assert.Single(_reader.ReadOpened(json.Utf8()).Errors).Path);

        json.At("options")["mini_program"] = new JsonObject { ["user_type"] = "STUFF", ["occupation"] = "教师" };
        Assert.Equal(UserType.Staff, _reader.ReadOpened(json.Utf8()).Request!.Options.MiniProgram!.UserType);
    }

    [Fact]
    public void Private_addresses_are_taken_where_the_provider_allows_them_and_http_on_loopback_only()
    {
        var reader = Readers.Reader(new OnboardingSettings { AllowPrivateNotifyUrl = true });
        var json = SampleRequests.Data();

        json.At("options")["notify_url"] = "http://127.0.0.1:9000/hooks";
        Assert.Empty(reader.ReadOpened(json.Utf8()).Errors);
        json.At("options")["notify_url"] = "http://10.0.0.1/hooks";
        Assert.NotEmpty(reader.ReadOpened(json.Utf8()).Errors);
    }

    [Fact]
    public void What_depends_on_time_or_policy_is_not_refused_at_the_door()
    {
        var json = SampleRequests.Data();
        json.At("presign", "limit_bank_card")["valid_thru"] = "01/20";
        json.At("options").Remove("consent");
        var reader = Readers.Reader(new OnboardingSettings { RequireConsent = true, UnsupportedBankTypes = ["ICBC_DEBIT"] });

        Assert.Empty(reader.ReadOpened(json.Utf8()).Errors);
    }

    [Fact]
    public void A_wrong_check_digit_of_a_card_passes_where_the_provider_says_so()
    {
        var json = SampleRequests.Data();
        json.At("presign", "limit_bank_card")["bank_card_number"] = "6222020200112231";

        Assert.Empty(Readers.Reader(new OnboardingSettings { CardChecksum = CardChecksum.Warn }).ReadOpened(json.Utf8()).Errors);
    }
}
