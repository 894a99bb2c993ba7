using Microsoft.AspNetCore.Http;

namespace OnboardingFlow.Api.Http;

/// <summary>A result with one more header.</summary>
internal sealed class WithHeader(string name, string value, IResult inner) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => (inner as IStatusCodeHttpResult)?.StatusCode;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers[name] = value;
        return inner.ExecuteAsync(httpContext);
    }
}
