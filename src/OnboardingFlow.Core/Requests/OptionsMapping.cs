using System.Globalization;
using System.Text.RegularExpressions;

namespace OnboardingFlow.Core.Requests;

/// <summary>From the fields of <c>options</c> to <see cref="OnboardingOptions"/>.</summary>
internal static partial class OptionsMapping
{
    public static OnboardingOptions Read(JsonFields? fields)
    {
        if (fields is null)
        {
            return OnboardingOptions.None;
        }

        var options = new OnboardingOptions
        {
            OrganizationName = fields.String("organization_name"),
            AppId = fields.String("appid"),
            Deadline = fields.Parsed<TimeSpan>(
                "deadline", DurationText.TryParseIso, "must be an ISO 8601 duration of weeks, days, hours, minutes or seconds, as PT72H"),
            IdentityVerification = fields.Word("identity_verification", RequestWords.IdentityVerifications) ?? IdentityVerification.None,
            Consent = ReadConsent(fields.Object("consent")),
            MiniProgram = ReadMiniProgram(fields.Object("mini_program")),
            NotifyUrl = ReadUrl(fields),
            Restart = fields.Word("restart", RequestWords.Restarts) ?? Restart.Never,
        };
        fields.End();
        return options;
    }

    private static Consent? ReadConsent(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var consent = new Consent(
            fields.RequiredString("reference"),
            fields.Parsed<DateTimeOffset>("obtained_at", TryParseTime, "must be an RFC 3339 time with offset, as 2026-09-01T08:00:00+08:00", required: true) ?? default,
            fields.Flag("guardian") ?? false);
        fields.End();
        return consent;
    }

    private static MiniProgramUser? ReadMiniProgram(JsonFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var user = new MiniProgramUser(
            fields.Sensitive("user_name"), fields.Word("user_type", RequestWords.UserTypes), fields.String("class_name"), fields.String("occupation"));
        fields.End();
        return user;
    }

    private static Uri? ReadUrl(JsonFields fields)
    {
        const string name = "notify_url";
        if (fields.String(name) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return url;
        }

        fields.Problem(name, "must be an absolute https address");
        return null;
    }

    // The pattern holds the reader to RFC 3339; .NET alone would take a time without offset as local.
    private static bool TryParseTime(string text, out DateTimeOffset time)
    {
        time = default;
        return Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,12})?(Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Rfc3339();
}
