using System.Globalization;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>WeChat Pay's words for our values, and back. A word that isn't known here is never an error.</summary>
internal static class WireWords
{
    public static string Of(ContractMode mode) => mode switch
    {
        Core.Requests.ContractMode.LimitBankCard => "LIMIT_BANK_CARD",
        Core.Requests.ContractMode.PriorityBankCard => "PRIORITY_BANK_CARD",
        Core.Requests.ContractMode.LimitNone => "LIMIT_NONE",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a contract mode."),
    };

    public static ContractMode? ContractMode(string? word) => word switch
    {
        "LIMIT_BANK_CARD" => Core.Requests.ContractMode.LimitBankCard,
        "PRIORITY_BANK_CARD" => Core.Requests.ContractMode.PriorityBankCard,
        "LIMIT_NONE" => Core.Requests.ContractMode.LimitNone,
        _ => null,
    };

    public static string Of(UserType type) => type == Core.Requests.UserType.Staff ? "STAFF" : "STUDENT";

    /// <summary>Reads a user's kind; one document spells STAFF as STUFF.</summary>
    public static UserType? UserType(string? word) => word switch
    {
        "STUDENT" => Core.Requests.UserType.Student,
        "STAFF" or "STUFF" => Core.Requests.UserType.Staff,
        _ => null,
    };

    public static ContractState ContractState(string? word) => word switch
    {
        "CONTRACTED" => Core.Contracts.ContractState.Contracted,
        "TERMINATED" => Core.Contracts.ContractState.Terminated,
        _ => Core.Contracts.ContractState.NotContracted,
    };

    /// <summary>Reads an RFC 3339 time; null when it is missing or of another form.</summary>
    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
