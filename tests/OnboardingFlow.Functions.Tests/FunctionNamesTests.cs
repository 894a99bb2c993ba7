using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using OnboardingFlow.Api.OpenApi;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Functions.Orchestrators;

namespace OnboardingFlow.Functions.Tests;

public sealed class FunctionNamesTests
{
    private static (string Name, MethodInfo Method)[] Functions { get; } =
        [.. from type in typeof(OrchestratorFunctions).Assembly.GetTypes()
            from method in type.GetMethods()
            from function in method.GetCustomAttributes<FunctionAttribute>()
            select (function.Name, method)];

    private static IEnumerable<string> Routes { get; } =
        from function in Functions
        from parameter in function.Method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select $"{Assert.Single(trigger.Methods!)} {trigger.Route}";

    [Fact]
    public void Every_activity_of_the_catalog_has_one_function_of_its_name()
    {
        var catalog = typeof(ActivityCatalog).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)!)
            .Select(definition => (string)definition.GetType().GetProperty("Name")!.GetValue(definition)!);

        // The one more is this host's own: how an orchestration starts another instance.
        Assert.Equal(catalog.Append("StartInstance").Order(StringComparer.Ordinal), With<ActivityTriggerAttribute>());
    }

    [Fact]
    public void Every_workflow_has_one_function_of_its_name() => Assert.Equal(
        new[] { WorkflowNames.ContractWatch, WorkflowNames.Delivery, WorkflowNames.Onboarding }, With<OrchestrationTriggerAttribute>());

    [Fact]
    public void No_two_functions_have_one_name() => Assert.Distinct(Functions.Select(function => function.Name), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Every_route_of_the_api_contract_is_there()
    {
        Assert.Equal(
            [
                "delete api/onboardings/{id}",
                "delete api/poison/{messageId}",
                "get api/counts",
                "get api/onboardings",
                "get api/onboardings/{id}",
                "get api/onboardings/{id}/timeline",
                "get api/poison",
                "get api/poison/{messageId}",
                "get healthz",
                "get metrics",
                "get openapi/v1.json",
                "get readyz",
                "post api/bulk/{action}",
                "post api/keys/rewrap",
                "post api/onboardings",
                "post api/onboardings/{id}/cancel",
                "post api/onboardings/{id}/presign-token",
                "post api/onboardings/{id}/repayment-url",
                "post api/onboardings/{id}/resume",
                "post api/onboardings/{id}/retry",
                "post api/onboardings/{id}/review",
                "post api/onboardings/{id}/suspend",
                "post api/onboardings/{id}/terminate",
                "post api/poison/{messageId}/requeue",
                "post api/wechatpay/notifications",
            ],
            Routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_openapi_document_describes_the_routes_that_functions_have()
    {
        using var document = JsonDocument.Parse(await new ApiDocument().GetAsync(TestContext.Current.CancellationToken));
        var described = from path in document.RootElement.GetProperty("paths").EnumerateObject()
                        from method in path.Value.EnumerateObject()
                        select $"{method.Name} {path.Name[1..]}".Replace("message_id", "messageId", StringComparison.Ordinal);

        // The description itself, and metrics, aren't JSON of the API.
        Assert.Equal(Routes.Except(["get metrics", "get openapi/v1.json"]).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Retention_erasure_and_certificates_have_their_timers() => Assert.Equal(
        ["PurgeEndedInstances", "RefreshCertificates", "RunHousekeeping"], With<TimerTriggerAttribute>());

    [Fact]
    public void Every_http_function_is_open_to_the_apis_own_key_check()
    {
        var triggers = Functions.SelectMany(function => function.Method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>()
            .ToArray();

        Assert.NotEmpty(triggers);
        Assert.All(triggers, trigger => Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel));
    }

    private static IEnumerable<string> With<TTrigger>()
        where TTrigger : Attribute => Functions
        .Where(function => function.Method.GetParameters().Any(parameter => parameter.IsDefined(typeof(TTrigger))))
        .Select(function => function.Name)
        .Order(StringComparer.Ordinal);
}
