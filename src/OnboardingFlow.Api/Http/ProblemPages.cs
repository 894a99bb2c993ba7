using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OnboardingFlow.Api.Http;

/// <summary>Problem details also where no route matched.</summary>
public static class ProblemPages
{
    /// <summary>Answers an unknown path or method as problem details; a host adds it before its routes.</summary>
    public static IApplicationBuilder UseOnboardingApiProblems(this IApplicationBuilder app) => app.UseStatusCodePages(page =>
    {
        var response = page.HttpContext.Response;
        var problem = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.Of(response.StatusCode, "not_found", "Not found", "There is no such address; /openapi/v1.json lists them."),
            StatusCodes.Status405MethodNotAllowed => Problems.Of(response.StatusCode, "method_not_allowed", "Method not allowed", "The address takes another method."),
            _ => Problems.Of(response.StatusCode, "http_error", "Error"),
        };
        return problem.ExecuteAsync(page.HttpContext);
    });
}
