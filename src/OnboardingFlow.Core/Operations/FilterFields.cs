using System.Globalization;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>Reads a filter from texts by name: the query of a list and the body of a bulk operation have the same fields and rules.</summary>
public static class FilterFields
{
    private const int MaxText = 64;

    /// <summary>The fields that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["step", "outcome", "code", "organization_id", "created_from", "created_to"];

    /// <summary>Reads a filter.</summary>
    /// <param name="text">A field's text by its name, or null.</param>
    /// <param name="problem">Takes what is wrong with a field.</param>
    public static OnboardingFilter Read(Func<string, string?> text, Action<string, string> problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(problem);
        return new OnboardingFilter
        {
            Step = Word<OnboardingStep>("step"),
            Outcome = Word<OutcomeKind>("outcome"),
            Code = Text("code"),
            OrganizationId = Text("organization_id"),
            CreatedFrom = Time("created_from"),
            CreatedTo = Time("created_to"),
        };

        T? Word<T>(string name)
            where T : struct, Enum
        {
            if (text(name) is not { } word)
            {
                return null;
            }

            if (Enum.GetNames<T>().Contains(word, StringComparer.Ordinal))
            {
                return Enum.Parse<T>(word);
            }

            problem(name, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
            return null;
        }

        string? Text(string name)
        {
            var value = text(name);
            if (value is null or { Length: > 0 and <= MaxText })
            {
                return value;
            }

            problem(name, $"must be 1 to {MaxText} characters");
            return null;
        }

        DateTimeOffset? Time(string name)
        {
            if (text(name) is not { } value)
            {
                return null;
            }

            // A plus sign that wasn't escaped reaches us as a blank.
            if (DateTimeOffset.TryParseExact(
                value.Replace(' ', '+'),
                ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time))
            {
                return time;
            }

            problem(name, "must be an RFC 3339 time, as 2026-11-23T08:00:00Z");
            return null;
        }
    }
}
