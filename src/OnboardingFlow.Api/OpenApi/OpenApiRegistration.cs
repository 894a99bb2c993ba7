using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using OnboardingFlow.Api.Access;

namespace OnboardingFlow.Api.OpenApi;

/// <summary>The OpenAPI document: <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiRegistration
{
    private const string Scheme = "api_key";

    public static IServiceCollection AddOnboardingOpenApi(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default))
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
            .AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredRole>().FirstOrDefault() is { } required)
                {
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
                    operation.Description = $"Needs a key with the role {required.Role.ToString().ToLowerInvariant()}.";
                }

                foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameters>().SelectMany(parameters => parameters.Names))
                {
                    operation.Parameters ??= [];
                    operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
                }

                return Task.CompletedTask;
            }));
}
