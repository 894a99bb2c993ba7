using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Http;

/// <summary>What stands around every HTTP function: the API's own runner (key, errors, access log), with Durable Task's client lent.</summary>
public sealed class HttpRunner(ApiRunner api, DurableClients clients)
{
    /// <summary>Runs one of the API's handlers.</summary>
    public Task<IResult> RunAsync(HttpRequest request, DurableTaskClient client, ApiRole? role, Func<HttpContext, Task<IResult>> handler)
    {
        ArgumentNullException.ThrowIfNull(request);
        return clients.LendAsync(client, () => api.RunAsync(request.HttpContext, role, () => handler(request.HttpContext)));
    }
}
