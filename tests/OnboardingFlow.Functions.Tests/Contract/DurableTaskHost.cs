using System.Text.Json;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Activities;
using OnboardingFlow.Functions.Durable;
using OnboardingFlow.Functions.Orchestrators;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>
/// Durable Task as in production but for the Functions host between: its Azure Storage provider on Azurite, its gRPC service, its worker and its client. Everything
/// is registered as the Functions app registers it, so that the app's adapters are what runs.
/// </summary>
internal sealed class DurableTaskHost : IAsyncDisposable
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan EndingTakes = TimeSpan.FromSeconds(10);

    private readonly IOrchestrationService _service;
    private readonly OwnedService _owned;
    private readonly WebApplication _server;
    private readonly IHost _worker;
    private readonly GrpcChannel _channel;

    private DurableTaskHost(
        IOrchestrationService service, OwnedService owned, WebApplication server, IHost worker, GrpcChannel channel, IEngineClient engine)
    {
        (_service, _owned, _server, _worker, _channel, Engine) = (service, owned, server, worker, channel, engine);
        Client = worker.Services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    /// <summary>Core's client over <see cref="Client"/>; only for who runs within <see cref="LendAsync"/>.</summary>
    public IEngineClient Engine { get; }

    public required DurableClients Clients { get; init; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it on a task hub of an Azurite account, which is made when it isn't there.</summary>
    public static async Task<DurableTaskHost> OnStorageAsync(string account, string taskHub, DurableRegistry registry)
    {
        var storage = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
        {
            StorageAccountClientProvider = new StorageAccountClientProvider(account),
            TaskHubName = taskHub,
            PartitionCount = 1,
            MaxQueuePollingInterval = TimeSpan.FromMilliseconds(50),
            MaxConcurrentTaskOrchestrationWorkItems = 20,
            MaxConcurrentTaskActivityWorkItems = 20,
            ExtendedSessionsEnabled = false,
            LoggerFactory = NullLoggerFactory.Instance,
        });
        await storage.CreateIfNotExistsAsync();
        return await StartAsync(storage, storage, registry);
    }

    /// <summary>Starts it on Durable Task's own backend in memory.</summary>
    public static Task<DurableTaskHost> InMemoryAsync(DurableRegistry registry)
    {
        var memory = new InMemoryOrchestrationService(NullLoggerFactory.Instance);
        return StartAsync(memory, memory, registry);
    }

    private static async Task<DurableTaskHost> StartAsync(IOrchestrationService service, IOrchestrationServiceClient serviceClient, DurableRegistry registry)
    {
        var (given, owned) = OwnedService.Of(service);
        var server = Server(given, serviceClient);
        await service.StartAsync();
        await server.StartAsync(Token);
        var channel = GrpcChannel.ForAddress(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        var clients = new DurableClients();
        var engine = new DurableEngineClient(clients, registry, TimeProvider.System);
        DurableTaskHost? host = null;
        var worker = Worker(channel, tasks => Register(tasks, registry, engine, clients, () => host!.Client));
        host = new DurableTaskHost(service, owned, server, worker, channel, engine) { Clients = clients };
        await worker.StartAsync(Token);
        await owned.Served.WaitAsync(GiveUp, Token);
        return host;
    }

    /// <summary>Runs something with the client lent, as a function lends it.</summary>
    public Task LendAsync(Func<Task> act) => Clients.LendAsync(Client, act);

    public async ValueTask DisposeAsync()
    {
        // The dispatchers first, while there is a worker that finishes what they gave it.
        _server.Lifetime.StopApplication();
        await EndedAsync(_owned.StopAsked);
        await EndedAsync(_service.StopAsync(isForced: true));
        await _worker.StopAsync(CancellationToken.None);
        _worker.Dispose();
        _channel.Dispose();
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }

    /// <summary>Both wait for work that is under way, with no end of their own; what is left by then ends with the process, as its storage does.</summary>
    private static async Task EndedAsync(Task end)
    {
        try
        {
            await end.WaitAsync(EndingTakes);
        }
        catch (TimeoutException)
        {
            TestContext.Current.SendDiagnosticMessage("Durable Task had not ended after {0}.", EndingTakes);
        }
    }

    private static WebApplication Server(IOrchestrationService service, IOrchestrationServiceClient client)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(service).AddSingleton(client).AddSingleton<TaskHubGrpcServer>();
        var server = builder.Build();
        server.MapGrpcService<TaskHubGrpcServer>();
        return server;
    }

    private static IHost Worker(GrpcChannel channel, Action<DurableTaskRegistry> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddDurableTaskWorker(worker => worker.AddTasks(register).UseGrpc(channel));
        builder.Services.AddDurableTaskClient(client => client.UseGrpc(channel).RegisterDirectly());
        return builder.Build();
    }

    private static void Register(
        DurableTaskRegistry tasks, DurableRegistry registry, IEngineClient engine, DurableClients clients, Func<DurableTaskClient> client)
    {
        var orchestrations = new OrchestratorFunctions(registry);
        var runner = new ActivityRunner(registry, engine, clients, NullLogger<ActivityRunner>.Instance);
        foreach (var name in registry.Orchestrations.Keys)
        {
            tasks.AddOrchestrator(name, () => new Workflow(orchestrations, name));
        }

        foreach (var name in registry.Activities.Keys)
        {
            // Lent for every activity: in the app only those have the binding that need it.
            tasks.AddActivityFunc<ActivityCall, JsonElement?>(name, (_, call) => runner.RunAsync(name, call, client(), CancellationToken.None));
        }

        tasks.AddActivityFunc<ActivityCall, JsonElement?>(
            StartInstanceActivity.Name, (_, call) => runner.StartInstanceAsync(call, client(), CancellationToken.None));
    }

    private sealed class Workflow(OrchestratorFunctions orchestrations, string name) : TaskOrchestrator<JsonElement?, JsonElement?>
    {
        public override Task<JsonElement?> RunAsync(TaskOrchestrationContext context, JsonElement? input) => orchestrations.RunAsync(name, context);
    }
}
