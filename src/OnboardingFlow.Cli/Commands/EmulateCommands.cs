using System.CommandLine;
using System.Text.Json.Nodes;
using OnboardingFlow.Cli.Api;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding emulate …</c>: brings about on the emulated WeChat Pay what a person or a bad day would.</summary>
internal static class EmulateCommands
{
    private static readonly (string Name, string Action, string Does)[] Acts =
    [
        ("sign", "sign", "The person signs the contract with a live token."),
        ("refuse", "refuse", "The person turns the contract down."),
        ("expire", "expire-token", "The person's tokens run out."),
        ("terminate", "terminate", "The person ends the contract in WeChat."),
    ];

    public static Command Create()
    {
        var command = new Command("emulate", "Plays persons and faults on the emulated WeChat Pay.");
        foreach (var (name, action, does) in Acts)
        {
            command.Subcommands.Add(Act(name, action, does));
        }

        command.Subcommands.Add(EmulatePeopleCommand.Create());
        command.Subcommands.Add(Fault());
        command.Subcommands.Add(Simple("calm", "Ends all faults.", HttpMethod.Delete, "faults"));
        command.Subcommands.Add(Simple("notifications", "Shows the notifications that were sent, as JSON.", HttpMethod.Get, "notifications"));
        command.Subcommands.Add(Resend());
        return command;
    }

    private static Command Act(string name, string action, string does)
    {
        var organization = new Argument<string>("organization-id") { Description = "The organization." };
        var user = new Argument<string>("out-user-id") { Description = "The person." };
        var force = new Option<bool>("--force") { Description = "Signs without a live token." };
        var command = new Command(name, does) { organization, user };
        if (name == "sign")
        {
            command.Options.Add(force);
        }

        var emulator = Emulator(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = new EmulatorClient(parsed.GetRequiredValue(emulator));
            var json = name == "sign" && parsed.GetValue(force) ? """{"force":true}""" : null;
            await client.ActAsync(parsed.GetRequiredValue(organization), parsed.GetRequiredValue(user), action, json, cancellationToken);
            Output.Say($"{name}: {parsed.GetRequiredValue(user)}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Fault()
    {
        var on = new Argument<string>("on") { Description = "Which call: presign, organization, user, contract, terminate, token, echo, certificates, notification, or *." };
        var action = new Argument<string>("action")
        {
            Description = "status, delay, drop_before, drop_after, bad_signature, no_signature, unknown_serial, throttle, repeat, reorder or never.",
        };
        var count = new Option<int?>("--count") { Description = "How often; without it, until 'calm'." };
        var status = new Option<int?>("--status") { Description = "HTTP status, with the action status." };
        var code = new Option<string?>("--code") { Description = "WeChat Pay's error code, with the action status." };
        var delay = new Option<int?>("--delay-ms") { Description = "Milliseconds, with the action delay." };
        var command = new Command("fault", "Makes calls go wrong.") { on, action, count, status, code, delay };
        var emulator = Emulator(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = new EmulatorClient(parsed.GetRequiredValue(emulator));
            var fault = new JsonObject { ["on"] = parsed.GetRequiredValue(on), ["action"] = parsed.GetRequiredValue(action) };
            Add("count", parsed.GetValue(count));
            Add("status", parsed.GetValue(status));
            Add("code", parsed.GetValue(code));
            Add("delay_ms", parsed.GetValue(delay));
            await client.SendAsync(HttpMethod.Post, "faults", fault.ToJsonString(), cancellationToken);
            Output.Say($"From now on: {fault.ToJsonString()}");
            return ExitCodes.Ok;

            void Add<T>(string name, T? value)
            {
                if (value is not null)
                {
                    fault[name] = JsonValue.Create(value);
                }
            }
        });
        return command;
    }

    private static Command Resend()
    {
        var id = new Argument<string>("id") { Description = "Id of the notification." };
        var command = new Command("resend", "Sends a past notification again.") { id };
        var emulator = Emulator(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = new EmulatorClient(parsed.GetRequiredValue(emulator));
            await client.SendAsync(HttpMethod.Post, $"notifications/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/resend", null, cancellationToken);
            Output.Say($"Resent {parsed.GetRequiredValue(id)}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Simple(string name, string description, HttpMethod method, string path)
    {
        var command = new Command(name, description);
        var emulator = Emulator(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = new EmulatorClient(parsed.GetRequiredValue(emulator));
            var answer = await client.SendAsync(method, path, null, cancellationToken);
            if (answer.Length > 0)
            {
                await Console.Out.WriteLineAsync(answer);
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Adds the option that says where the emulator is.</summary>
    internal static Option<Uri> Emulator(Command command)
    {
        var emulator = new Option<Uri>("--emulator")
        {
            Description = "Address of the WeChat Pay emulator (or ONBOARDING_EMULATOR).",
            DefaultValueFactory = _ => new Uri(Environment.GetEnvironmentVariable("ONBOARDING_EMULATOR") ?? "http://127.0.0.1:7081"),
            CustomParser = HttpAddress.Parse,
        };
        command.Options.Add(emulator);
        return emulator;
    }
}
