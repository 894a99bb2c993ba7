using System.Security.Cryptography;

namespace OnboardingFlow.Emulators.Crypto;

/// <summary>Random identifiers.</summary>
internal static class RandomText
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    internal static string Letters(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    internal static string Hex(int bytes) => RandomNumberGenerator.GetHexString(bytes * 2, lowercase: true);
}
