using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.WeChatPay.Persons;

/// <summary>A person in an organization, as WeChat Pay sees them. Immutable: <see cref="PersonStore"/> swaps it.</summary>
internal sealed record Person
{
    internal const string Normal = "NORMAL";
    internal const string Disabled = "DISABLED";
    internal const string Student = "STUDENT";
    internal const string Staff = "STAFF";
    internal const int MaxTokens = 8;

    public required string OrganizationId { get; init; }

    public required string OutUserId { get; init; }

    public required string UserId { get; init; }

    public required string OpenId { get; init; }

    public string? UserName { get; init; }

    public string? Phone { get; init; }

    public string UserType { get; init; } = Student;

    public string? ClassName { get; init; }

    public string? Occupation { get; init; }

    public string Status { get; init; } = Normal;

    public string ContractState { get; init; } = Contract.NotContracted;

    public string? ContractId { get; init; }

    public bool FaceImageOk { get; init; }

    /// <summary>A person in debt can't be released before repayment.</summary>
    public bool InDebt { get; init; }

    /// <summary>The photo must be taken again: the collection's id.</summary>
    public string? CollectionId { get; init; }

    /// <summary>Presign tokens given, the newest first, at most <see cref="MaxTokens"/>.</summary>
    public IReadOnlyList<IssuedToken> Tokens { get; init; } = [];

    [JsonIgnore]
    internal bool IsContracted => ContractState == Contract.Contracted;

    internal Person WithToken(IssuedToken token) => this with { Tokens = [token, .. Tokens.Take(MaxTokens - 1)] };
}
