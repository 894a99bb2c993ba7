using System.Text.Json;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Engine.History;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>
/// Histories of each release replay on today's code (<c>tests/histories/RELEASE</c>). A release is recorded by running these tests with
/// <c>RECORD_HISTORIES</c> set to the folder.
/// </summary>
public sealed class RecordedHistoryTests
{
    private static readonly Dictionary<string, Func<Flow, Task>> Stories = new()
    {
        ["completed"] = async flow =>
        {
            await BeginAsync(flow);
            flow.WeChatPay.Sign();
            await flow.NotifyAsync();
            await flow.EndsAsync(OutcomeKind.Completed, null);
        },
        ["contract-watched"] = async flow =>
        {
            await BeginAsync(flow);
            flow.WeChatPay.Sign();
            await flow.NotifyAsync();
            flow.WeChatPay.TerminateByPerson();
            await flow.NotifyAsync();
            await flow.AdvanceAsync(TimeSpan.FromMinutes(2));
        },
        ["cancelled"] = async flow =>
        {
            await BeginAsync(flow);
            await flow.CancelAsync(terminateContract: true);
            await flow.AdvanceAsync(TimeSpan.FromMinutes(10));
            await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
        },
        ["expired-after-continue-as-new"] = async flow =>
        {
            await flow.StartAsync(SampleRequests.Minimal with { Options = OnboardingOptions.None with { Deadline = TimeSpan.FromDays(6) } });
            await flow.AdvanceAsync(TimeSpan.FromDays(7));
            Assert.Equal(OutcomeKind.Expired, (await flow.OutcomeAsync())!.Kind);
            Assert.NotNull((await flow.InputAsync()).Continued);
        },
        ["parked-and-retried"] = async flow =>
        {
            flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
            await BeginAsync(flow);
            await flow.StepIsAsync(OnboardingStep.NeedsAttention);
            await flow.RaiseAsync(ExternalEvents.RetryRequested);
            await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        },
        ["presign-repeated"] = async flow =>
        {
            flow.WeChatPay.Fail("presign", ErrorTypes.Transient, 2);
            flow.WeChatPay.Fail("presign", ErrorTypes.ResultUnknown);
            await BeginAsync(flow);
            await flow.AdvanceAsync(TimeSpan.FromMinutes(1));
            await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        },
        ["delivery-repeated"] = async flow =>
        {
            flow.Channel.Down = true;
            await BeginAsync(flow);
            flow.WeChatPay.Sign();
            await flow.NotifyAsync();
            await flow.AdvanceAsync(TimeSpan.FromSeconds(10));
            flow.Channel.Down = false;
            await flow.AdvanceAsync(TimeSpan.FromMinutes(5));
            Assert.Equal(DeliveryState.Delivered, (await flow.DeliveryAsync()).State);
        },
    };

    private static readonly string[] Secrets = [SampleRequests.IdNumber, SampleRequests.CardNumber, "张三", "阿卜杜拉·买买提", "13800138000", "13900139000", "440524188001010014"];

    public static TheoryData<string> StoryNames => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(StoryNames))]
    public async Task A_history_of_today_replays_and_holds_sealed_data_only(string story)
    {
        await using var flow = await Flow.CreateAsync();
        await Stories[story](flow);

        var histories = await flow.HistoriesAsync();
        Assert.NotEmpty(histories);
        foreach (var (number, history) in histories.Index())
        {
            Check(flow.Registry, history);
            Record($"{story}-{number}-{history.Orchestration}", history);
        }
    }

    [Fact]
    public async Task The_histories_of_earlier_releases_replay()
    {
        await using var flow = await Flow.CreateAsync();
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "histories"), "*.json", SearchOption.AllDirectories);
        Assert.True(files.Length >= Stories.Count, $"Only {files.Length} recorded histories were found.");
        foreach (var file in files)
        {
            Check(flow.Registry, HistoryFile.Read(File.ReadAllText(file)), file);
        }
    }

    private static Task<StartVerdict> BeginAsync(Flow flow) => flow.StartAsync(SampleRequests.Minimal);

    private static void Check(DurableRegistry registry, InstanceHistory history, string? file = null)
    {
        var read = HistoryFile.Read(HistoryFile.Write(history));
        Assert.True(HistoryCheck.Replay(registry, read) is not { } difference, $"{file ?? history.InstanceId}: {HistoryCheck.Replay(registry, read)?.Message}");
        var text = string.Join("\n", history.Turns.SelectMany(t => t.Inputs.Concat(t.Decisions)));
        Assert.All(
            Secrets.Concat(Secrets.Select(secret => JsonEncodedText.Encode(secret).ToString())),
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    private static void Record(string name, InstanceHistory history)
    {
        if (Environment.GetEnvironmentVariable("RECORD_HISTORIES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".json"), HistoryFile.Write(history));
        }
    }
}
