using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace OnboardingFlow.Api.Access;

/// <summary>Guards routes that aren't the API's own, such as <c>/metrics</c>.</summary>
public static class RequireRoleExtensions
{
    /// <summary>Lets only callers in whose key has the role. It wraps the route itself, so that no order of middleware can leave it open.</summary>
    public static TBuilder RequireApiRole<TBuilder>(this TBuilder builder, ApiRole role)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            endpoint.Metadata.Add(new RequiredRole(role));
            var inner = endpoint.RequestDelegate ?? throw new InvalidOperationException("The route has no delegate to guard.");
            endpoint.RequestDelegate = async context =>
            {
                var gate = context.RequestServices.GetRequiredService<ApiKeyGate>();
                await (await gate.AuthorizeAsync(context, role) is { } refusal ? refusal.ExecuteAsync(context) : inner(context));
            };
        });
        return builder;
    }
}
