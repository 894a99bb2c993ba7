namespace OnboardingFlow.Emulators.Control;

/// <summary>The actions of the contract.</summary>
internal static class FaultActions
{
    internal const string Status = "status";
    internal const string Delay = "delay";

    /// <summary>The connection is cut before the call had its effect.</summary>
    internal const string DropBefore = "drop_before";

    /// <summary>The call has its effect, then the connection is cut before the answer.</summary>
    internal const string DropAfter = "drop_after";

    internal const string BadSignature = "bad_signature";
    internal const string NoSignature = "no_signature";
    internal const string UnknownSerial = "unknown_serial";
    internal const string Throttle = "throttle";

    /// <summary>A notification is sent twice.</summary>
    internal const string Repeat = "repeat";

    /// <summary>A notification is held back until the next one was sent.</summary>
    internal const string Reorder = "reorder";

    /// <summary>A notification that is never sent; a call that is never answered.</summary>
    internal const string Never = "never";

    internal static readonly string[] ForVault = [Delay, DropAfter, DropBefore, Never, Status, Throttle];

    internal static readonly string[] ForWeChatPay = [.. ForVault, BadSignature, NoSignature, Reorder, Repeat, UnknownSerial];
}
