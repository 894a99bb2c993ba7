using System.Globalization;
using System.Text.Json.Nodes;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Cli.Api;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Cli.Emulating;

/// <summary>Many persons in mixed states on the emulated WeChat Pay, so that there is something to operate.</summary>
internal sealed class EmulatedPeople(SamplePerson sample, string prefix, RequestQueue queue, OnboardingClient client, EmulatorClient emulator, TimeProvider time)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends them, and plays each one's part.</summary>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long to wait for those who are to do something.</param>
    /// <param name="cancellationToken">Ends it; who was sent stays.</param>
    /// <returns>How many did what they were to do, by role.</returns>
    /// <exception cref="CliException">Something can't be reached.</exception>
    public async Task<IReadOnlyDictionary<PersonRole, int>> PlayAsync(int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var people = Enumerable.Range(1, count).ToLookup(PersonRoles.Of);
        var until = time.GetUtcNow() + timeout;
        var played = new Dictionary<PersonRole, int>();

        // First, and alone: a fault takes whoever comes.
        var troubled = people[PersonRole.NeedsAttention].ToList();
        if (troubled.Count > 0)
        {
            var fault = new JsonObject { ["on"] = "presign", ["action"] = "status", ["status"] = 401, ["code"] = "SIGN_ERROR", ["count"] = troubled.Count };
            await emulator.SendAsync(HttpMethod.Post, "faults", fault.ToJsonString(), cancellationToken);
            await SendAsync(troubled, cancellationToken);
            played[PersonRole.NeedsAttention] = await EachAsync(troubled, IsInNeedAsync, until, cancellationToken);
        }

        await SendAsync(people.Where(role => role.Key != PersonRole.NeedsAttention).SelectMany(role => role).Order(), cancellationToken);
        foreach (var role in people.Where(role => role.Key != PersonRole.NeedsAttention))
        {
            played[role.Key] = await EachAsync([.. role], (number, token) => TryPlayAsync(role.Key, number, token), until, cancellationToken);
        }

        return played;
    }

    private string UserOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:D5}");

    private string InstanceOf(int number) => InstanceIds.For(sample.OrganizationId, UserOf(number));

    private Task SendAsync(IEnumerable<int> numbers, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        numbers,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (number, stop) => await queue.SendAsync(Request(number), stop));

    private string Request(int number)
    {
        var presign = sample.As(UserOf(number));
        var options = new JsonObject();
        switch (PersonRoles.Of(number))
        {
            case PersonRole.WrongOrganization:
                options["organization_name"] = "另一所学校";
                break;
            case PersonRole.Poison:
                presign["facepay_user"]!["phone"] = "1380000";
                break;
        }

        return new JsonObject
        {
            ["specversion"] = "1.0",
            ["type"] = EventTypes.Requested,
            ["source"] = "/onboarding-emulate",
            ["id"] = UserOf(number),
            ["data"] = new JsonObject { ["presign"] = presign, ["options"] = options },
        }.ToJsonString();
    }

    /// <summary>Tries each until it has succeeded or the time is over; returns for how many it did.</summary>
    private async Task<int> EachAsync(List<int> numbers, Func<int, CancellationToken, Task<bool>> play, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var open = numbers;
        while (true)
        {
            var later = new System.Collections.Concurrent.ConcurrentBag<int>();
            await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (number, stop) =>
            {
                if (!await play(number, stop))
                {
                    later.Add(number);
                }
            });
            open = [.. later];
            if (open.Count == 0 || time.GetUtcNow() >= until)
            {
                return numbers.Count - open.Count;
            }

            await Task.Delay(Between, time, cancellationToken);
        }
    }

    private async Task<bool> IsInNeedAsync(int number, CancellationToken cancellationToken) =>
        await client.FindAsync(InstanceOf(number), cancellationToken) is { Step: OnboardingStep.NeedsAttention };

    private Task<bool> TryPlayAsync(PersonRole role, int number, CancellationToken cancellationToken) => role switch
    {
        PersonRole.Signs => ActsAsync(number, "sign", cancellationToken),
        PersonRole.Refuses => ActsAsync(number, "refuse", cancellationToken),
        PersonRole.SignsAndTerminates => SignsAndTerminatesAsync(number, cancellationToken),
        PersonRole.IsCancelled => CancelAsync(number, cancellationToken),
        _ => Task.FromResult(true), // Their part was the request itself.
    };

    private async Task<bool> ActsAsync(int number, string action, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(InstanceOf(number), cancellationToken) is not { Step: OnboardingStep.AwaitingContract, Outcome: null })
        {
            return false;
        }

        await emulator.ActAsync(sample.OrganizationId, UserOf(number), action, null, cancellationToken);
        return true;
    }

    private async Task<bool> SignsAndTerminatesAsync(int number, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(InstanceOf(number), cancellationToken) is { Outcome.Kind: OutcomeKind.Completed })
        {
            await emulator.ActAsync(sample.OrganizationId, UserOf(number), "terminate", null, cancellationToken);
            return true;
        }

        // Signed already, or not to be signed yet: looked at again either way.
        await TryAsync(() => ActsAsync(number, "sign", cancellationToken));
        return false;
    }

    private async Task<bool> CancelAsync(int number, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(InstanceOf(number), cancellationToken) is null)
        {
            return false;
        }

        await client.PostAsync($"api/onboardings/{InstanceOf(number)}/cancel", new CancelBody(false, "emulated"), ApiJson.Default.CancelBody, cancellationToken);
        return true;
    }

    private static async Task TryAsync(Func<Task<bool>> act)
    {
        try
        {
            await act();
        }
        catch (CliException refusal) when (refusal.ExitCode == ExitCodes.Refused)
        {
            // The person has signed in an earlier round.
        }
    }
}
