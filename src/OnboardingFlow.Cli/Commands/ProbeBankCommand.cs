using System.CommandLine;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Cli.Api;
using OnboardingFlow.Cli.Showing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding probe-bank FILE</c>: whether a bank's cards can be bound, before going live with it.</summary>
internal static class ProbeBankCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A presign body with a test person's own card in limit_bank_card; its out_user_id is replaced by a new one." };
        var bank = new Option<string?>("--bank-type") { Description = "Another bank_type than the file's." };
        var seconds = new Option<int>("--timeout") { Description = "Seconds until WeChat Pay must have said.", DefaultValueFactory = _ => 60 };
        var command = new Command("probe-bank", "Presigns a test person's card, says whether that bank can be bound, and cancels: exit code 0 when it can, 6 when it can't.")
        {
            file, bank, seconds,
        };
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            var sample = SamplePerson.Read(Files.ReadText(parsed.GetRequiredValue(file).FullName));
            var bankType = parsed.GetValue(bank) ?? sample.BankType
                ?? throw new CliException(ExitCodes.Usage, "The file has no limit_bank_card.bank_type; name the bank with --bank-type.");
            var body = sample.As(SamplePerson.NewId("probe", TimeProvider.System));
            if (body["limit_bank_card"] is not System.Text.Json.Nodes.JsonObject card)
            {
                throw new CliException(ExitCodes.Usage, "The file has no limit_bank_card: which card is to be probed?");
            }

            card["bank_type"] = bankType;
            body["contract_mode"] = "LIMIT_BANK_CARD";
            using var client = host.ClientOf(parsed);
            var (_, started) = await client.StartAsync(body.ToJsonString(), null, cancellationToken);
            var view = await DecidedAsync(client, started.Id, TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken);
            if (view.Outcome is { } outcome)
            {
                Write(output.Of(parsed), new ProbedBank(bankType, CanBeBound: false, outcome.Code, outcome.Message, started.Id));
                return ExitCodes.NotCompleted;
            }

            await client.PostAsync($"api/onboardings/{started.Id}/cancel", new CancelBody(TerminateContract: true, "probe-bank"), ApiJson.Default.CancelBody, cancellationToken);
            if (view.Step != OnboardingStep.AwaitingContract)
            {
                throw new CliException(ExitCodes.Refused, $"Nothing was learnt of {bankType}: {started.Id} is in {view.Step}. See: onboarding timeline {started.Id}");
            }

            Write(output.Of(parsed), new ProbedBank(bankType, CanBeBound: true, null, null, started.Id));
            Output.Say($"WeChat Pay presigned it; {started.Id} is being cancelled.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(OutputFormat format, ProbedBank probed) => Output.Write(
        format,
        probed,
        ProbedBankJson.Default.ProbedBank,
        ["bank_type", "can_be_bound", "code", "message", "id"],
        [[probed.BankType, probed.CanBeBound ? "yes" : "no", probed.Code ?? "", probed.Message ?? "", probed.Id]]);

    /// <summary>Waits until WeChat Pay has taken the card or refused it, or until a person has to look.</summary>
    private static async Task<OnboardingView> DecidedAsync(OnboardingClient client, string id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetUtcNow() + timeout;
        while (true)
        {
            var view = await client.FindAsync(id, cancellationToken);
            if (view is not null && (view.Outcome is not null || view.Step is OnboardingStep.AwaitingContract or OnboardingStep.NeedsAttention or OnboardingStep.AwaitingReview))
            {
                return view;
            }

            if (TimeProvider.System.GetUtcNow() >= until)
            {
                throw new CliException(ExitCodes.NotCompleted, $"WeChat Pay hasn't said within {timeout.TotalSeconds:F0} s. See: onboarding timeline {id}");
            }

            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }
}
