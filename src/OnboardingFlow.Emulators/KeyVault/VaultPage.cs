using System.Globalization;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Pages of a list: <c>maxresults</c> (25 unless said otherwise) and a <c>$skiptoken</c> in the link to the next.</summary>
internal static class VaultPage
{
    private const int MaxResults = 25;

    /// <exception cref="VaultException">400 for a wrong parameter.</exception>
    internal static (IReadOnlyList<T> Items, string? NextLink) Of<T>(VaultRequest request, IEnumerable<T> items)
    {
        var size = Number(request.Query("maxresults"), "maxresults", MaxResults);
        var skip = Number(request.Query("$skiptoken"), "$skiptoken", 0);
        if (size is 0 or > MaxResults)
        {
            throw VaultException.BadParameter($"maxresults must be 1 to {MaxResults}");
        }

        var rest = items.Skip(skip).Take(size + 1).ToList();
        return rest.Count <= size
            ? (rest, null)
            : (rest[..size], $"{request.BaseAddress}{request.Path}?api-version={request.Query("api-version")}&maxresults={size}&$skiptoken={skip + size}");
    }

    private static int Number(string? text, string name, int missing) =>
        text is null ? missing
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw VaultException.BadParameter($"{name} must be a number");
}
