using OnboardingFlow.Core.Identity;

namespace OnboardingFlow.Core.Requests;

/// <summary>The rules of form of <c>options</c>.</summary>
internal static class OptionsRules
{
    private const string Path = "options";
    private const int MaxName = 128;
    private const int MaxUrl = 2048;

    /// <param name="options">What was sent.</param>
    /// <param name="latest">The latest moment that counts as past.</param>
    /// <param name="settings">What the provider allows.</param>
    /// <param name="errors">Where problems go.</param>
    public static void Apply(OnboardingOptions options, DateTimeOffset latest, OnboardingSettings settings, FieldErrors errors)
    {
        errors.Add($"{Path}.organization_name", Optional(options.OrganizationName, MaxName));
        errors.Add($"{Path}.appid", options.AppId is null ? null : TextRules.IdentifierProblem(options.AppId, 32, "_"));
        errors.Add($"{Path}.deadline", options.Deadline is { } deadline ? DeadlineProblem(deadline) : null);
        errors.Add($"{Path}.notify_url", options.NotifyUrl is null ? null : UrlProblem(options.NotifyUrl, settings.AllowPrivateNotifyUrl));
        if (options.Consent is { } consent)
        {
            errors.Add($"{Path}.consent.reference", TextRules.Problem(consent.Reference, MaxName));
            errors.Add($"{Path}.consent.obtained_at", consent.ObtainedAt > latest ? "is in the future: give the time when the consent was obtained" : null);
        }

        if (options.MiniProgram is { } user)
        {
            ApplyToMiniProgram(user, errors);
        }
    }

    private static void ApplyToMiniProgram(MiniProgramUser user, FieldErrors errors)
    {
        const string path = $"{Path}.mini_program";
        errors.Add($"{path}.user_name", user.UserName is null ? null : PersonName.Problem(user.UserName.Reveal()));
        errors.Add(
            $"{path}.class_name",
            user.ClassName is not null && user.UserType == UserType.Staff ? "is for user_type STUDENT: send occupation for STAFF" : Optional(user.ClassName, MaxName));
        errors.Add(
            $"{path}.occupation",
            user.Occupation is not null && user.UserType == UserType.Student ? "is for user_type STAFF: send class_name for STUDENT" : Optional(user.Occupation, MaxName));
        if (user is { UserType: null, ClassName: not null, Occupation: not null })
        {
            errors.Add($"{path}.user_type", "is required: class_name is for STUDENT, occupation for STAFF");
        }
    }

    private static string? Optional(string? value, int maxCharacters) => value is null ? null : TextRules.Problem(value, maxCharacters);

    private static string? DeadlineProblem(TimeSpan deadline) => deadline > TimeSpan.Zero && deadline <= OnboardingSettings.MaxDeadline
        ? null
        : $"must be above zero and at most {OnboardingSettings.MaxDeadline.TotalDays} days";

    private static string? UrlProblem(Uri url, bool allowPrivate)
    {
        if (url.OriginalString.Length > MaxUrl)
        {
            return $"must be at most {MaxUrl} characters";
        }

        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps && !(allowPrivate && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        {
            return "must be an absolute https address";
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return "must hold no user name, password or fragment";
        }

        return url.IsLoopback && !allowPrivate ? "must not be a loopback address" : null;
    }
}
