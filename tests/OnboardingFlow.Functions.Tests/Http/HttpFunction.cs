using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Functions.Orchestrators;

namespace OnboardingFlow.Functions.Tests.Http;

/// <summary>A function with an HTTP trigger, called as the worker would call it.</summary>
internal sealed record HttpFunction(string Name, string Method, string Route, MethodInfo Body)
{
    public static IReadOnlyList<HttpFunction> All { get; } =
        [.. from type in typeof(OrchestratorFunctions).Assembly.GetTypes()
            from body in type.GetMethods()
            from function in body.GetCustomAttributes<FunctionAttribute>()
            from parameter in body.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is not null
            select new HttpFunction(function.Name, Assert.Single(trigger.Methods!), trigger.Route!, body)];

    /// <summary>The status of the answer.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="client">What Durable Task's binding gives.</param>
    /// <param name="key">API key, or null for none.</param>
    /// <param name="routeValue">What stands in the route's variable part, if there is one.</param>
    /// <param name="cancellationToken">Aborts the request.</param>
    public async Task<int> CallAsync(IServiceProvider services, DurableTaskClient client, string? key, string routeValue, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        context.Request.Method = Method.ToUpperInvariant();
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        context.Request.Headers.Authorization = key is null ? default : $"Bearer {key}";
        object?[] arguments = [.. Body.GetParameters().Select(object? (parameter) => parameter.ParameterType switch
        {
            var type when type == typeof(HttpRequest) => context.Request,
            var type when type == typeof(DurableTaskClient) => client,
            _ => routeValue,
        })];
        var result = await (Task<IResult>)Body.Invoke(ActivatorUtilities.CreateInstance(services, Body.DeclaringType!), arguments)!;
        return (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
    }
}
