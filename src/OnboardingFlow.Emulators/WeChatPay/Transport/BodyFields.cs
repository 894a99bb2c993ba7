using System.Text.Json;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>One object of a request's body; every wrong field is a PARAM_ERROR that names it.</summary>
internal sealed class BodyFields(JsonElement element, string path, SensitiveReader sensitive)
{
    /// <summary>An RSA-4096 ciphertext in Base64 is shorter.</summary>
    private const int MaxCiphertext = 1024;

    internal string Path(string name) => $"{path}/{name}";

    internal bool Has(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    internal string Required(string name, int maxLength = 128) => Optional(name, maxLength) ?? throw Refusal.Parameter(Path(name), "is required");

    internal string? Optional(string name, int maxLength = 128)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = element.GetProperty(name);
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Refusal.Parameter(Path(name), "must be a string");
        }

        var text = value.GetString()!;
        return text.Length switch
        {
            0 => throw Refusal.Parameter(Path(name), "must not be empty"),
            _ when text.Length > maxLength => throw Refusal.Parameter(Path(name), $"has more than {maxLength} characters"),
            _ => text,
        };
    }

    internal string RequiredOneOf(string name, IReadOnlyCollection<string> values) => OptionalOneOf(name, values) ?? throw Refusal.Parameter(Path(name), "is required");

    internal string? OptionalOneOf(string name, IReadOnlyCollection<string> values) => Optional(name) switch
    {
        null => null,
        { } value when values.Contains(value) => value,
        _ => throw Refusal.Parameter(Path(name), $"must be one of {string.Join(", ", values)}"),
    };

    internal BodyFields RequiredObject(string name) => OptionalObject(name) ?? throw Refusal.Parameter(Path(name), "is required");

    internal BodyFields? OptionalObject(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = element.GetProperty(name);
        return value.ValueKind == JsonValueKind.Object ? new BodyFields(value, Path(name), sensitive) : throw Refusal.Parameter(Path(name), "must be an object");
    }

    /// <summary>A sensitive field in clear, or null.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isRight">What the value in clear must fulfil.</param>
    /// <param name="rule">The rule in words.</param>
    internal string? OptionalSensitive(string name, Func<string, bool> isRight, string rule)
    {
        if (Optional(name, MaxCiphertext) is not { } ciphertext)
        {
            return null;
        }

        var clear = sensitive.Decrypt(Path(name), ciphertext);
        return isRight(clear) ? clear : throw Refusal.Parameter(Path(name), rule);
    }
}
