using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Integrations.Requests;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Tests;

/// <summary>The project's services as a host has them, over an account of their own, and clients that see what a stranger would see.</summary>
internal sealed class TestServices : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly string _account;

    public TestServices(string account, IQueueIntake? intake = null, TimeProvider? time = null, params (string Key, string? Value)[] settings)
    {
        _account = account;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Storage:ConnectionString", (string?)account)])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<ISecrets>(Secrets);
        services.AddSingleton(intake ?? new ScriptedIntake());
        services.AddOnboardingIntegrations(configuration);
        services.AddRequestQueueListener(configuration);
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FixedSecrets Secrets { get; } = new();

    /// <summary>Connection string, for further services over the same account.</summary>
    public string Account => _account;

    public OnboardingStorage Storage => Get<OnboardingStorage>();

    public IPoisonStore Poison => Get<IPoisonStore>();

    public QueueClient RequestQueue => new(_account, StorageNames.RequestQueue);

    public QueueClient PoisonQueue => new(_account, StorageNames.PoisonQueue);

    public QueueClient EventsQueue => new(_account, StorageNames.EventsQueue);

    public BlobContainerClient PoisonContainer => new(_account, StorageNames.PoisonContainer);

    public RequestQueueListener Listener => _provider.GetServices<IHostedService>().OfType<RequestQueueListener>().Single();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public T? Find<T>()
        where T : class => _provider.GetService<T>();

    public IEventChannel Channel(string name) => _provider.GetServices<IEventChannel>().Single(channel => channel.Name == name);

    /// <summary>All the messages of a queue that are to be seen now.</summary>
    public static async Task<IReadOnlyList<string>> PeekAsync(QueueClient queue) =>
        [.. (await queue.PeekMessagesAsync(32, TestContext.Current.CancellationToken)).Value.Select(message => message.MessageText)];

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}

/// <summary>Secrets that a test sets.</summary>
internal sealed class FixedSecrets : ISecrets
{
    public IReadOnlyList<string> Values { get; set; } = [];

    public Task<IReadOnlyList<Sensitive>> GetAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Sensitive>>([.. Values.Select(value => new Sensitive(value))]);
}
