using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding list</c>: onboardings, newest first.</summary>
internal static class ListCommand
{
    private const int LargestPage = 200;

    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "How many at the most.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Lists onboardings, newest first.") { limit };
        var filter = new FilterOptions().AddTo(command);
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var query = FilterOptions.ToQuery(filter.Of(parsed));
            var most = Math.Max(1, parsed.GetRequiredValue(limit));
            var items = new List<OnboardingView>();
            string? next = null;
            do
            {
                var size = Math.Min(LargestPage, most - items.Count).ToString(CultureInfo.InvariantCulture);
                var token = next is null ? "" : $"&continuation_token={Uri.EscapeDataString(next)}";
                var page = await client.GetAsync($"api/onboardings?page_size={size}{query}{token}", ApiJson.Default.OnboardingListView, cancellationToken);
                items.AddRange(page.Items);
                next = page.ContinuationToken;
            }
            while (next is not null && items.Count < most);

            Output.Write(
                output.Of(parsed),
                new OnboardingListView(items, next),
                ApiJson.Default.OnboardingListView,
                ["id", "user", "organization", "step", "since", "outcome", "code"],
                items.Select(Row),
                "items");
            if (next is not null)
            {
                Output.Say($"There are more; --limit shows them.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static string[] Row(OnboardingView view) =>
    [
        view.Id,
        view.OutUserId,
        view.OrganizationId,
        view.Step.ToString(),
        view.StepSince.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        view.Outcome?.Kind.ToString() ?? "",
        view.Outcome?.Code ?? "",
    ];
}
