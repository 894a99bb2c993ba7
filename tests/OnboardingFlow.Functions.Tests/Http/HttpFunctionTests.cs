using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Api.OpenApi;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Functions.Tests.Durable;
using OnboardingFlow.Functions.Tests.Tables;

namespace OnboardingFlow.Functions.Tests.Http;

/// <summary>That each HTTP function is behind the role that the API's description says, and calls the handler that it is named for.</summary>
public sealed class HttpFunctionTests : IAsyncDisposable
{
    private static readonly string[] _roles = ["start", "read", "operate"];
    private static readonly string _id = InstanceIds.For("O1", "u1");
    private static readonly DateTimeOffset _created = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Task<string>> _document = new(() => new ApiDocument().GetAsync(CancellationToken.None));

    private readonly FakeDurableTaskClient durable = new();
    private readonly ServiceProvider services;

    public HttpFunctionTests(AzuriteFixture azurite)
    {
        var settings = HostSettings.Sample(azurite.NewAccount());
        foreach (var (i, role) in _roles.Index())
        {
            // The key's text is its role.
            var key = $"Http:ApiKeys:{(i + 1).ToString(CultureInfo.InvariantCulture)}";
            settings[$"{key}:Name"] = role;
            settings[$"{key}:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(role)));
            settings[$"{key}:Roles:0"] = role;
        }

        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddOnboardingFunctions(settings).BuildServiceProvider();
    }

    public static TheoryData<string> Functions => [.. HttpFunction.All.Select(function => function.Name)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await durable.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Each_has_the_name_and_asks_for_the_role_that_the_api_describes(string name)
    {
        var function = Named(name);
        var (operation, role) = await DescribedAsync(function);
        Assert.Equal(name, operation);

        foreach (var key in (string?[])[null, .. _roles])
        {
            var expected = role switch
            {
                null => (int?)null,
                _ when key is null => StatusCodes.Status401Unauthorized,
                _ when key == role || key == "operate" => null,
                _ => StatusCodes.Status403Forbidden,
            };

            // The caller is gone already: a handler that is let in does nothing.
            var status = await function.CallAsync(services, durable, key, "none", new CancellationToken(canceled: true));
            var refused = status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden ? status : (int?)null;
            Assert.True(expected == refused || (role is null && status == StatusCodes.Status401Unauthorized), $"{name} with the key '{key}' answered {status}.");
        }
    }

    [Theory]
    [InlineData("SuspendOnboarding", OrchestrationRuntimeStatus.Running, OnboardingStep.AwaitingContract, "suspend")]
    [InlineData("ResumeOnboarding", OrchestrationRuntimeStatus.Suspended, OnboardingStep.AwaitingContract, "resume")]
    [InlineData("TerminateOnboarding", OrchestrationRuntimeStatus.Running, OnboardingStep.AwaitingContract, "terminate")]
    [InlineData("CancelOnboarding", OrchestrationRuntimeStatus.Running, OnboardingStep.AwaitingContract, "raise " + ExternalEvents.Cancelled)]
    [InlineData("RetryOnboarding", OrchestrationRuntimeStatus.Running, OnboardingStep.NeedsAttention, "raise " + ExternalEvents.RetryRequested)]
    [InlineData("RetryOnboarding", OrchestrationRuntimeStatus.Failed, OnboardingStep.Presigning, "rewind")]
    public async Task An_operation_reaches_the_task_hub_as_what_it_is_named(
        string name, OrchestrationRuntimeStatus status, OnboardingStep step, string call)
    {
        durable.Instance = Onboarding(status, step);

        var answer = await Named(name).CallAsync(services, durable, "operate", _id, Token);

        Assert.Equal(StatusCodes.Status202Accepted, answer);
        Assert.StartsWith(call, Assert.Single(durable.Calls), StringComparison.Ordinal);
    }

    private static HttpFunction Named(string name) => Assert.Single(HttpFunction.All, function => function.Name == name);

    private static OrchestrationMetadata Onboarding(OrchestrationRuntimeStatus status, OnboardingStep step)
    {
        var settings = new RunSettings(
            TimeSpan.FromHours(72), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(72), TimeSpan.FromDays(7), false, ["queue"], null);
        var input = new OnboardingInput(1, "nonce", "fingerprint", "O1", "u1", "sealed", _created, settings);
        return new OrchestrationMetadata(WorkflowNames.Onboarding, _id)
        {
            RuntimeStatus = status,
            CreatedAt = _created,
            LastUpdatedAt = _created,
            SerializedInput = JsonSerializer.Serialize(input, WorkflowJson.Default.OnboardingInput),
            SerializedCustomStatus = JsonSerializer.Serialize(
                new OnboardingStatus(1, "nonce", "fingerprint", step, _created, 1), WorkflowJson.Default.OnboardingStatus),
        };
    }

    /// <summary>Name of the operation and role (null: everybody) in the OpenAPI document. What isn't JSON of the API isn't described there.</summary>
    private static async Task<(string Operation, string? Role)> DescribedAsync(HttpFunction function)
    {
        if (function.Route == "metrics")
        {
            return ("GetMetrics", "read");
        }

        if (function.Route == "openapi/v1.json")
        {
            return ("GetOpenApi", null);
        }

        using var document = JsonDocument.Parse(await _document.Value);
        var operation = document.RootElement.GetProperty("paths")
            .GetProperty("/" + function.Route.Replace("messageId", "message_id", StringComparison.Ordinal)).GetProperty(function.Method);
        var role = operation.TryGetProperty("description", out var said) ? said.GetString()!.Split(' ')[^1].TrimEnd('.') : null;
        return (operation.GetProperty("operationId").GetString()!, role);
    }
}
