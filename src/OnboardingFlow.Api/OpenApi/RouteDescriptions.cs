using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Http;

namespace OnboardingFlow.Api.OpenApi;

/// <summary>Says in few words what a route takes and answers.</summary>
internal static class RouteDescriptions
{
    private const string Json = "application/json";

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary, string tag, ApiRole? role)
    {
        route.WithName(name).WithSummary(summary).WithTags(tag);
        return role is { } needed
            ? route.WithMetadata(new RequiredRole(needed)).Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden)
            : route;
    }

    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route)
        where TBody : notnull => route.WithMetadata(new BodyType(typeof(TBody), [Json]));

    /// <summary>Takes a request in one of its three forms.</summary>
    public static RouteHandlerBuilder TakesRequest(this RouteHandlerBuilder route) =>
        route.WithMetadata(new BodyType(typeof(JsonObject), [Json, "application/cloudevents+json"]));

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder route, params string[] names) => route.WithMetadata(new QueryParameters(names));

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<T>(status, Json);
        }

        return route;
    }

    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent);

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<ApiProblem>(status, Problems.ContentType);
        }

        return route;
    }
}
