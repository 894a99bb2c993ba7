using System.Text.Json.Serialization;

namespace OnboardingFlow.Api.Http;

/// <summary>An error as RFC 9457 problem details.</summary>
/// <param name="Type">Always <c>about:blank</c>: <paramref name="Code"/> says what it is.</param>
/// <param name="Title">The kind of error in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The kind of error as a stable word.</param>
/// <param name="Detail">What was wrong and what to do, or null.</param>
/// <param name="Instance">The onboarding that it is about, as its address, or null.</param>
/// <param name="Errors">What is wrong by field path; names and rules, never sensitive values. Null when no field is at fault.</param>
public sealed record ApiProblem(
    string Type,
    string Title,
    int Status,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Instance = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null);
