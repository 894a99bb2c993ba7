using OnboardingFlow.Emulators.WeChatPay.Persons;

namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>A person as the control API shows them: no name, no phone.</summary>
internal sealed record UserView(
    string OrganizationId,
    string OutUserId,
    string UserId,
    string UserType,
    string Status,
    string ContractState,
    string? ContractId,
    bool InDebt,
    bool FaceImageOk,
    int LiveTokens,
    DateTimeOffset? TokenExpiresAt)
{
    internal static UserView Of(Person person, DateTimeOffset now) => new(
        person.OrganizationId,
        person.OutUserId,
        person.UserId,
        person.UserType,
        person.Status,
        person.ContractState,
        person.ContractId,
        person.InDebt,
        person.FaceImageOk,
        person.Tokens.Count(t => t.ExpiresAt > now),
        person.Tokens.Count == 0 ? null : person.Tokens[0].ExpiresAt);
}
