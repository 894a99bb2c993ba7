namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>
/// Codes of business refusals (status 403). WeChat Pay's real ones for these cases aren't public: these are the emulator's own, named in its README.
/// </summary>
internal static class BusinessCodes
{
    internal const string BankNotSupported = "BANK_NOT_SUPPORTED";
    internal const string CardRefused = "CARD_REFUSED";
    internal const string UserDisabled = "USER_DISABLED";
    internal const string UserInDebt = "USER_IN_DEBT";
}
