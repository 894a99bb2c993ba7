namespace ReferenceSignatures;

/// <summary>The body of every signature.</summary>
internal static class Signature
{
    /// <summary>What calling one leads to.</summary>
    public static Exception Only => new NotSupportedException(
        "This is a reference signature for type-checking, not the official package: the app can't run where the feed lacks Microsoft.Azure.Functions.Worker.");
}
