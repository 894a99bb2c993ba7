using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Poison;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding poison list|show|requeue|discard</c>: messages that could not become onboardings.</summary>
internal static class PoisonCommands
{
    private static readonly string[] Columns = ["message_id", "reason", "first_seen", "tries", "fields"];

    public static Command Create() => new("poison", "Looks after messages that could not become onboardings.") { List(), Show(), Requeue(), Discard() };

    private static Command List()
    {
        var command = new Command("list", "Lists poison messages.");
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var list = await client.GetAsync("api/poison", ApiJson.Default.PoisonListView, cancellationToken);
            Output.Write(output.Of(parsed), list, ApiJson.Default.PoisonListView, Columns, list.Items.Select(Row), "items");
            if (list.ApproximateCount > list.Items.Count)
            {
                Output.Say($"About {list.ApproximateCount} lie on the queue.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var id = Message();
        var command = new Command("show", "Shows what was wrong with a message, by field, never by value.") { id };
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var message = await client.GetAsync(Path(parsed.GetRequiredValue(id)), ApiJson.Default.PoisonMessageView, cancellationToken);
            Output.Write(
                output.Of(parsed),
                message,
                ApiJson.Default.PoisonMessageView,
                ["field", "what is wrong"],
                [["", message.Reason], .. message.Errors.SelectMany(error => error.Value.Select(text => (string[])[error.Key, text]))]);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Requeue()
    {
        var id = Message();
        var file = new Option<FileInfo?>("--request") { Description = "A repaired request to send in its place." };
        var command = new Command("requeue", "Puts a message on the request queue again, as it was or repaired.") { id, file };
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var repaired = parsed.GetValue(file) is { } request ? $$"""{"request":{{Json(Files.ReadText(request.FullName))}}}""" : null;
            var requeued = await client.PostTextAsync(Path(parsed.GetRequiredValue(id)) + "/requeue", repaired, ApiJson.Default.RequeueView, cancellationToken);
            Output.Say($"Requeued as message {requeued.MessageId}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Discard()
    {
        var id = Message();
        var command = new Command("discard", "Deletes a message for good.") { id };
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            await client.DeleteAsync(Path(parsed.GetRequiredValue(id)), cancellationToken);
            Output.Say($"Discarded {parsed.GetRequiredValue(id)}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Argument<string> Message() => new("message-id") { Description = "Id of the message." };

    private static string Path(string messageId) => $"api/poison/{Uri.EscapeDataString(messageId)}";

    private static string Json(string text)
    {
        try
        {
            return JsonNode.Parse(text)!.ToJsonString();
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or NullReferenceException)
        {
            throw new CliException(ExitCodes.Usage, "--request isn't JSON.");
        }
    }

    private static string[] Row(PoisonMessageView message) =>
    [
        message.MessageId,
        message.Reason,
        message.FirstSeen.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        message.Tries.ToString(CultureInfo.InvariantCulture),
        string.Join(' ', message.Errors.Keys),
    ];
}
