using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using OnboardingFlow.Cli.Api;
using OnboardingFlow.Cli.Emulating;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding emulate people</c>: a thousand onboardings in mixed states.</summary>
internal static class EmulatePeopleCommand
{
    private const int Most = 100_000;

    public static Command Create()
    {
        var file = new Option<FileInfo>("--request") { Description = "A presign body that is sent for each, with an out_user_id of its own (samples/student.json).", Required = true };
        var count = new Option<int>("--count") { Description = "How many persons.", DefaultValueFactory = _ => 1000 };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most)
            {
                result.AddError($"--count must be from 1 to {Most}.");
            }
        });
        var seconds = new Option<int>("--timeout") { Description = "Seconds to wait for those who act.", DefaultValueFactory = _ => 300 };
        var command = new Command("people", "Sends many persons and plays their parts: some sign, some wait or refuse, some are rejected, cancelled, in need of attention, or poison.")
        {
            file, count, seconds,
        };
        var emulator = EmulateCommands.Emulator(command);
        var host = new HostOptions().AddTo(command);
        var queue = new QueueOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            using var persons = new EmulatorClient(parsed.GetRequiredValue(emulator));
            var sample = SamplePerson.Read(Files.ReadText(parsed.GetRequiredValue(file).FullName));
            var people = new EmulatedPeople(sample, SamplePerson.NewId("p", TimeProvider.System), queue.QueueOf(parsed), client, persons, TimeProvider.System);
            var started = Stopwatch.GetTimestamp();
            var played = await people.PlayAsync(parsed.GetValue(count), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken);
            foreach (var (role, number) in played)
            {
                Screen.Line($"{role}\t{number.ToString(CultureInfo.InvariantCulture)}");
            }

            Output.Say($"{played.Values.Sum()} of {parsed.GetValue(count)} played their part in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s. See: onboarding counts");
            return played.Values.Sum() == parsed.GetValue(count) ? ExitCodes.Ok : ExitCodes.NotCompleted;
        });
        return command;
    }
}
