namespace OnboardingFlow.WeChatPay.Tests.PublicVectors;

/// <summary>Figures of Project Wycheproof, from <c>wycheproof.txt</c>, whose head says what each line holds.</summary>
internal static class Wycheproof
{
    private static readonly ILookup<string, string[]> _lines = Read().ToLookup(fields => fields[0], StringComparer.Ordinal);

    /// <summary>The vectors of a kind: id, whether it is valid, and its fields.</summary>
    public static IEnumerable<(string Id, bool Valid, byte[][] Fields)> Of(string kind) =>
        _lines[kind].Select(fields => (fields[1], fields[2] == "valid", fields.Skip(3).Select(Convert.FromHexString).ToArray()));

    /// <summary>A kind's one key.</summary>
    public static byte[] Key(string kind) => Convert.FromHexString(_lines[kind].Single()[1]);

    private static IEnumerable<string[]> Read()
    {
        using var reader = new StreamReader(typeof(Wycheproof).Assembly.GetManifestResourceStream("wycheproof.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('|');
            }
        }
    }
}
