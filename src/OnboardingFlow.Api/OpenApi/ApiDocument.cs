using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;

namespace OnboardingFlow.Api.OpenApi;

/// <summary>The OpenAPI document as text, for a host without ASP.NET Core's routing: the routes are mapped onto an app that is never started. Made once.</summary>
public sealed class ApiDocument
{
    private readonly Lazy<Task<string>> _text = new(MakeAsync);

    /// <summary>The document, JSON.</summary>
    public Task<string> GetAsync(CancellationToken cancellationToken) => _text.Value.WaitAsync(cancellationToken);

    private static async Task<string> MakeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddOnboardingApi(builder.Configuration);
        await using var app = builder.Build();
        app.UseRouting().UseEndpoints(static routes => routes.MapOnboardingApi());
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
    }
}
