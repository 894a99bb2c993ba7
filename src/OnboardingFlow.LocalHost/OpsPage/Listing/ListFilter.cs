using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.OpsPage.Listing;

/// <summary>Reads a list's filter from an address or a form: the API's fields, but step and outcome are one choice, and times may be a browser's.</summary>
internal static class ListFilter
{
    private const string State = "state";

    /// <summary>Reads it.</summary>
    /// <param name="text">A field's text by its name; empty counts as none.</param>
    /// <returns>The filter, and what is wrong with it.</returns>
    public static (OnboardingFilter Filter, IReadOnlyList<string> Problems) Read(Func<string, string?> text)
    {
        var problems = new List<string>();
        var state = Get(State);
        if (state is not null && !Is<OnboardingStep>(state) && !Is<OutcomeKind>(state))
        {
            problems.Add($"{State}: must be the name of a step or of an outcome");
        }

        var filter = FilterFields.Read(
            name => Get(name) is not { } value
                ? name switch
                {
                    "step" when state is not null && Is<OnboardingStep>(state) => state,
                    "outcome" when state is not null && Is<OutcomeKind>(state) => state,
                    _ => null,
                }
                : name is "created_from" or "created_to" ? WithZone(value) : value,
            (field, problem) => problems.Add($"{field}: {problem}"));
        return (filter, problems);

        string? Get(string name) => text(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>A browser's field for date and time gives <c>2026-11-23T08:00</c>; the page says that it means UTC.</summary>
    private static string WithZone(string value) => value.Length == "yyyy-MM-ddTHH:mm".Length ? value + ":00Z" : value;

    private static bool Is<T>(string word)
        where T : struct, Enum => Enum.GetNames<T>().Contains(word, StringComparer.Ordinal);
}
