using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Cli.Commands;

/// <summary>The options that say which onboardings are meant; every one that is given must match.</summary>
internal sealed class FilterOptions
{
    private readonly Option<OnboardingStep?> _step = new("--step") { Description = "In this step and not ended." };
    private readonly Option<OutcomeKind?> _outcome = new("--outcome") { Description = "Ended so." };
    private readonly Option<string?> _code = new("--code") { Description = "Ended with this code." };
    private readonly Option<string?> _organization = new("--organization") { Description = "Of this organization." };
    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "Created at or after this time (RFC 3339)." };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "Created before this time (RFC 3339)." };

    public FilterOptions AddTo(Command command)
    {
        _step.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<OnboardingStep>());
        _outcome.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<OutcomeKind>());
        foreach (var option in (Option[])[_step, _outcome, _code, _organization, _from, _to])
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <summary>Whether any was given.</summary>
    public bool AnyIn(ParseResult parsed) => Of(parsed) != new BulkFilterBody();

    public BulkFilterBody Of(ParseResult parsed) => new(
        parsed.GetValue(_step), parsed.GetValue(_outcome), parsed.GetValue(_code), parsed.GetValue(_organization), parsed.GetValue(_from), parsed.GetValue(_to));

    /// <summary>As the query of a list.</summary>
    public static string ToQuery(BulkFilterBody filter) => string.Concat(
        Part("step", filter.Step?.ToString()),
        Part("outcome", filter.Outcome?.ToString()),
        Part("code", filter.Code),
        Part("organization_id", filter.OrganizationId),
        Part("created_from", Time(filter.CreatedFrom)),
        Part("created_to", Time(filter.CreatedTo)));

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
