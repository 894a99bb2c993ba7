using System.Text.Json.Nodes;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>Private-key operations that were done for a number of onboardings, counted from the emulators' call logs.</summary>
internal sealed record PrivateKeyWork(
    IReadOnlyDictionary<string, int> KeyVault,
    IReadOnlyDictionary<string, int> SignedFor,
    int AnswersSigned,
    int FieldsDecrypted,
    int NotificationsSigned)
{
    /// <summary>The system's own: what Key Vault did for it.</summary>
    public int Own => KeyVault.Values.Sum();

    /// <summary>All that this machine did: WeChat Pay's part too, since its emulator runs here.</summary>
    public int All => Own + AnswersSigned + FieldsDecrypted + NotificationsSigned;

    public static PrivateKeyWork Count(IReadOnlyList<JsonNode> vault, IReadOnlyList<JsonNode> weChatPay, int notifications) => new(
        ByOperation(vault.Where(call => call["private_key"]!.GetValue<bool>())),
        ByOperation(weChatPay),
        weChatPay.Count,
        weChatPay.Sum(call => call["encrypted_fields"]!.AsArray().Count),
        notifications);

    private static Dictionary<string, int> ByOperation(IEnumerable<JsonNode> calls) => calls
        .CountBy(call => call["operation"]!.GetValue<string>(), StringComparer.Ordinal)
        .OrderBy(operation => operation.Key, StringComparer.Ordinal)
        .ToDictionary(operation => operation.Key, operation => operation.Value, StringComparer.Ordinal);
}
