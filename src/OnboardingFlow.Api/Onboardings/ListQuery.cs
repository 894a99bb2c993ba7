using System.Globalization;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Operations;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>The query of a list, read strictly: a filter that is misspelt must not silently list everything.</summary>
/// <param name="Filter">Which onboardings.</param>
/// <param name="PageSize">1 to 200.</param>
/// <param name="ContinuationToken">Of the page before, or null.</param>
/// <param name="Errors">What is wrong, by parameter; empty when nothing is.</param>
internal sealed record ListQuery(
    OnboardingFilter Filter, int PageSize, string? ContinuationToken, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors)
{
    public const int MaxPageSize = 200;
    public const string TokenName = "continuation_token";

    private const int DefaultPageSize = 50;
    private const int MaxTokenLength = 1024;
    private const string PageSizeName = "page_size";

    public static ListQuery Read(IQueryCollection query)
    {
        var errors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var name in query.Keys.Where(name => !FilterFields.Names.Contains(name, StringComparer.Ordinal) && name is not (PageSizeName or TokenName)))
        {
            Problem(Shown(name), "isn't a parameter known here: check its spelling, or leave it out");
        }

        foreach (var (name, _) in query.Where(parameter => parameter.Value.Count > 1))
        {
            Problem(Shown(name), "appears more than once: send it once");
        }

        var filter = FilterFields.Read(Text, Problem);
        var pageSize = DefaultPageSize;
        if (Text(PageSizeName) is { } size
            && (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out pageSize) || pageSize is < 1 or > MaxPageSize))
        {
            Problem(PageSizeName, $"must be a number from 1 to {MaxPageSize}");
        }

        var token = Text(TokenName);
        if (token?.Length > MaxTokenLength)
        {
            Problem(TokenName, "isn't one that this API gave");
        }

        return new ListQuery(filter, pageSize, token, errors);

        // A parameter without a value, as forms send it, says nothing.
        string? Text(string name) => query.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;

        void Problem(string name, string problem) => errors.TryAdd(name, [problem]);
    }

    private static string Shown(string name) => new([.. name.Take(64).Select(character => char.IsControl(character) ? '?' : character)]);
}
