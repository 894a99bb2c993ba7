using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OnboardingFlow.Tests.Shared;

/// <summary>
/// Looks for planted values in whatever a run wrote: in clear, UTF-16, hex, URL-encoded, JSON-escaped, and in Base64 and Base64url at each of the three
/// alignments.
/// </summary>
internal sealed class LeakSearch(IReadOnlyDictionary<string, string> planted)
{
    private const int ShortestInBase64 = 8;

    private readonly List<(string Name, string Form, byte[] Bytes)> _needles = [.. planted.SelectMany(value => Forms(value.Key, value.Value))];

    /// <summary>What was found: which value, in which form, where. Empty when nothing leaked.</summary>
    public List<string> Found { get; } = [];

    public void Look(string where, ReadOnlySpan<byte> bytes)
    {
        foreach (var (name, form, needle) in _needles)
        {
            if (bytes.IndexOf(needle) >= 0)
            {
                Found.Add($"{name} ({form}) in {where}");
            }
        }
    }

    public void Look(string where, string text) => Look(where, Encoding.UTF8.GetBytes(text));

    /// <summary>Every file below a folder, as it lies on the disk now.</summary>
    public void LookAtFolder(string folder, Func<string, bool>? leaveOut = null)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => leaveOut?.Invoke(file) != true))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Look(file, bytes);
        }
    }

    private static IEnumerable<(string Name, string Form, byte[] Bytes)> Forms(string name, string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        yield return (name, "clear", utf8);
        yield return (name, "UTF-16", Encoding.Unicode.GetBytes(value));
        yield return (name, "hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)));
        yield return (name, "HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)));
        yield return (name, "URL-encoded", Encoding.ASCII.GetBytes(Uri.EscapeDataString(value)));
        yield return (name, "JSON-escaped", JsonEncodedText.Encode(value, JavaScriptEncoder.Default).EncodedUtf8Bytes.ToArray());
        for (var before = 0; before < 3 && utf8.Length >= ShortestInBase64; before++)
        {
            // What stands before and after the value is unknown: only whole groups of the value itself are looked for.
            var skipped = (3 - before) % 3;
            var whole = utf8[skipped..(skipped + ((utf8.Length - skipped) / 3 * 3))];
            yield return (name, $"Base64, alignment {before}", Encoding.ASCII.GetBytes(Convert.ToBase64String(whole)));
            yield return (name, $"Base64url, alignment {before}", Encoding.ASCII.GetBytes(Base64Url.EncodeToString(whole)));
        }
    }
}
