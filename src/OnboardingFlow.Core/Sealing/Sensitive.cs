using System.Diagnostics;
using System.Text.Json.Serialization;

namespace OnboardingFlow.Core.Sealing;

/// <summary>
/// A value that must never be shown: identity and card numbers, names, phones, tokens, secrets. It masks itself wherever text is made of it; only
/// <see cref="Reveal"/> gives the value, so that every place which needs it in clear can be found by that name.
/// </summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(SensitiveJsonConverter))]
public sealed class Sensitive : IEquatable<Sensitive>
{
    /// <summary>What <see cref="ToString"/> says.</summary>
    public const string Mask = "***";

    private readonly string _value;

    /// <summary>Wraps a value.</summary>
    public Sensitive(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The value in clear.</summary>
    public string Reveal() => _value;

    /// <summary>Always the mask.</summary>
    public override string ToString() => Mask;

    /// <inheritdoc/>
    public bool Equals(Sensitive? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sensitive);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);
}
