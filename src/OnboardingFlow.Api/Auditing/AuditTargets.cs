using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Api.Auditing;

/// <summary>What an action was about, in a form that can hold nothing personal.</summary>
public static class AuditTargets
{
    /// <summary>Stands for what a caller typed and isn't an id.</summary>
    public const string NotAnId = "(not an id)";

    private const int LongestWord = 64;

    /// <summary>An onboarding.</summary>
    public static string Onboarding(string id) => InstanceIds.IsOne(id) ? id : NotAnId;

    /// <summary>A poison message: the queue's ids are GUIDs.</summary>
    public static string Message(string id) => Guid.TryParse(id, out var known) ? known.ToString() : NotAnId;

    /// <summary>A filter, as the query of a list; a code is shown when it is written as codes are.</summary>
    public static string Filter(OnboardingFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        string?[] parts =
        [
            filter.Step is { } step ? $"step={step}" : null,
            filter.Outcome is { } outcome ? $"outcome={outcome}" : null,
            filter.Code is { } code ? $"code={(IsCode(code) ? code : NotAnId)}" : null,
            filter.OrganizationId is { } organization ? $"organization_id={(IsWord(organization) ? organization : NotAnId)}" : null,
            filter.CreatedFrom is { } from ? $"created_from={from.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : null,
            filter.CreatedTo is { } to ? $"created_to={to.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : null,
        ];
        return parts.Any(part => part is not null) ? string.Join('&', parts.Where(part => part is not null)) : "all";
    }

    private static bool IsCode(string text) => text.Length <= LongestWord && char.IsAsciiLetterUpper(text[0]) && text.All(c => char.IsAsciiLetterUpper(c) || c == '_');

    private static bool IsWord(string text) => text.Length <= LongestWord && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
