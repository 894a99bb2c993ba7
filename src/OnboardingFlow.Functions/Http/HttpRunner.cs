using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Http;

/// <summary>What stands around every HTTP function: the API's own runner (key, errors, access log), with Durable Task's client lent to what needs it.</summary>
public sealed class HttpRunner(ApiRunner api, DurableClients clients)
{
    /// <summary>Runs one of the API's handlers.</summary>
    /// <param name="request">What came in.</param>
    /// <param name="client">The function's binding.</param>
    /// <param name="role">The role that the caller's key must have; null lets everybody in.</param>
    /// <param name="handler">The handler.</param>
    public Task<IResult> RunAsync(HttpRequest request, DurableTaskClient client, ApiRole? role, Func<HttpContext, Task<IResult>> handler) =>
        clients.LendAsync(client, () => RunAsync(request, role, handler));

    /// <summary>Runs one that doesn't ask the task hub.</summary>
    /// <inheritdoc cref="RunAsync(HttpRequest, DurableTaskClient, ApiRole?, Func{HttpContext, Task{IResult}})"/>
    public Task<IResult> RunAsync(HttpRequest request, ApiRole? role, Func<HttpContext, Task<IResult>> handler)
    {
        ArgumentNullException.ThrowIfNull(request);
        return api.RunAsync(request.HttpContext, role, () => handler(request.HttpContext));
    }
}
