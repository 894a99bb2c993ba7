using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using OnboardingFlow.Api.Access;

namespace OnboardingFlow.Api.OpenApi;

/// <summary>The OpenAPI document: <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiRegistration
{
    private const string Scheme = "api_key";

    public static IServiceCollection AddOnboardingOpenApi(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options => WriteAsTheApiDoes(options.SerializerOptions))
        .AddOpenApi("v1", options => options
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "OnboardingFlow",
                    Version = "v1",
                    Description = "Onboards people to WeChat Pay offline face payment. Errors are RFC 9457 problem details with a stable code.",
                };
                document.Servers?.Clear();
                document.Components ??= new OpenApiComponents();
                document.AddComponent<IOpenApiSecurityScheme>(Scheme, new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key of Http:ApiKeys. Roles: start, read, operate (includes both).",
                });
                return Task.CompletedTask;
            })
            .AddOperationTransformer(DescribeAsync));

    // The document describes types as the host's general options would write them; the handlers write by ApiJson.
    private static void WriteAsTheApiDoes(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        options.PropertyNamingPolicy = ApiJson.Default.Options.PropertyNamingPolicy;
        options.NumberHandling = JsonNumberHandling.Strict;
        foreach (var converter in ApiJson.Default.Options.Converters)
        {
            options.Converters.Add(converter);
        }
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequiredRole>().FirstOrDefault() is { } required)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            operation.Description = $"Needs a key with the role {required.Role.ToString().ToLowerInvariant()}.";
        }

        foreach (var name in metadata.OfType<QueryParameters>().SelectMany(parameters => parameters.Names))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        if (metadata.OfType<BodyType>().FirstOrDefault() is { } body)
        {
            var schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = body.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }, StringComparer.Ordinal),
            };
        }
    }
}
