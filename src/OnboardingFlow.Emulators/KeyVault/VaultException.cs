namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Key Vault says no.</summary>
internal sealed class VaultException(int status, string code, string message, string? innerCode = null) : Exception(message)
{
    internal int Status => status;

    internal string Code => code;

    internal VaultError ToBody() => new(new VaultErrorInfo(code, Message, innerCode is null ? null : new VaultInnerError(innerCode)));

    internal static VaultException BadParameter(string message) => new(StatusCodes.Status400BadRequest, "BadParameter", message);

    internal static VaultException KeyNotFound(string name) => new(
        StatusCodes.Status404NotFound, "KeyNotFound", $"A key with (name/id) {name} was not found in this key vault.");

    internal static VaultException SecretNotFound(string name) => new(
        StatusCodes.Status404NotFound, "SecretNotFound", $"A secret with (name/id) {name} was not found in this key vault.");

    internal static VaultException KeyDisabled(string operation) => new(
        StatusCodes.Status403Forbidden, "Forbidden", $"Operation {operation} is not allowed on a disabled key.", "KeyDisabled");

    internal static VaultException SecretDisabled() => new(
        StatusCodes.Status403Forbidden, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
}
