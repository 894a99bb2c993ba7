using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Functions.Durable;
using OnboardingFlow.Functions.Queue;
using OnboardingFlow.Functions.Tests.Durable;
using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Integrations;
using OnboardingFlow.Integrations.Requests;
using OnboardingFlow.Integrations.Storage;
using QueueMessage = OnboardingFlow.Core.Intake.QueueMessage;

namespace OnboardingFlow.Functions.Tests.Queue;

public sealed class RequestQueueFunctionTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Inserted = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeDurableTaskClient durable = new();
    private readonly string account;
    private readonly ServiceProvider services;

    public RequestQueueFunctionTests(AzuriteFixture azurite)
    {
        account = azurite.NewAccount();
        services = new ServiceCollection().AddLogging().AddOnboardingIntegrations(HostSettings.Sample(account)).BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await durable.DisposeAsync();
    }

    [Fact]
    public async Task The_intake_sees_the_message_as_the_queue_gave_it_out()
    {
        var intake = new Intake(new IntakeDecision.Delete("done"));

        await TakeAsync(intake);

        var seen = Assert.Single(intake.Seen);
        Assert.Equal(("m1", Inserted, 3), (seen.MessageId, seen.InsertedOn, seen.DequeueCount));
        Assert.Equal("""{"a":"张"}""", Encoding.UTF8.GetString(seen.Body.Span));
    }

    [Fact]
    public async Task Poison_is_on_its_queue_when_the_function_returns()
    {
        await TakeAsync(new Intake(new IntakeDecision.Poison(new PoisonMessage("invalid", new Dictionary<string, IReadOnlyList<string>>(), "m1", Inserted, 1, "sealed"))));

        Assert.Contains("\"invalid\"", Assert.Single(await MessagesAsync(StorageNames.PoisonQueue)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_is_a_sealed_copy_on_the_request_queue()
    {
        await TakeAsync(new Intake(new IntakeDecision.Retry(new SealedCopy("m1", Inserted, 1, "sealed"), TimeSpan.Zero)));

        Assert.Contains("\"copy_of\":\"m1\"", Assert.Single(await MessagesAsync(StorageNames.RequestQueue)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_nothing_could_be_done_about_is_left_to_the_platform()
    {
        var stays = await Assert.ThrowsAsync<MessageStaysException>(() => TakeAsync(new Intake(new IntakeDecision.LeaveAlone("Key Vault is away."))));

        Assert.Contains("m1", stays.Message, StringComparison.Ordinal);
        Assert.Contains("Key Vault is away.", stays.Message, StringComparison.Ordinal);
    }

    private Task TakeAsync(Intake intake) => new RequestQueueFunction(
            intake, services.GetRequiredService<IntakeEffects>(), new DurableClients(), TimeProvider.System, NullLogger<RequestQueueFunction>.Instance)
        .TakeAsync(QueuesModelFactory.QueueMessage("m1", "receipt", BinaryData.FromString("""{"a":"张"}"""), 3, insertedOn: Inserted), durable, Token);

    private async Task<string[]> MessagesAsync(string queue)
    {
        var received = await new QueueClient(account, queue).ReceiveMessagesAsync(32, cancellationToken: Token);
        return [.. received.Value.Select(message => message.Body.ToString())];
    }

    private sealed class Intake(IntakeDecision decision) : IQueueIntake
    {
        public List<QueueMessage> Seen { get; } = [];

        public Task<IntakeDecision> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
        {
            Seen.Add(message);
            return Task.FromResult(decision);
        }
    }
}
