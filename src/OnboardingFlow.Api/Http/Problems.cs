using System.Globalization;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Api.Http;

/// <summary>Makes the API's errors.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";
    public const string ValidationFailed = "VALIDATION_FAILED";

    public static IResult Of(int status, string code, string title, string? detail = null, string? instance = null) =>
        Json(new ApiProblem("about:blank", title, status, code, detail, instance));

    public static IResult Invalid(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) => Json(new ApiProblem(
        "about:blank", "Validation failed", StatusCodes.Status400BadRequest, ValidationFailed, Errors: errors));

    public static IResult Invalid(string field, string error) =>
        Invalid(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [field] = [error] });

    public static IResult Invalid(IEnumerable<FieldError> errors) => Invalid(errors
        .GroupBy(error => error.Path, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(error => error.Message)], StringComparer.Ordinal));

    public static IResult OnboardingNotFound() => Of(
        StatusCodes.Status404NotFound, "not_found", "Not found", "There is no onboarding of this id.");

    public static IResult TooLarge(int limit) => Of(
        StatusCodes.Status413PayloadTooLarge, "too_large", "Content too large", $"The body is larger than {limit} bytes.");

    public static IResult Conflict(string code, string detail, string? instance = null) =>
        Of(StatusCodes.Status409Conflict, code, "Conflict", detail, instance);

    public static IResult RetryAfter(TimeSpan delay, IResult inner) =>
        new WithHeader("Retry-After", Math.Max(1, (int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture), inner);

    private static IResult Json(ApiProblem problem) =>
        Results.Json(problem, ApiJson.Default.ApiProblem, ContentType, problem.Status);
}
