using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Cli.Importing;

/// <summary>A row and what is wrong with it. Its text is a mask.</summary>
/// <param name="Row">The row.</param>
/// <param name="Data">The request's data as JSON, in clear.</param>
/// <param name="OutUserId">The person, or null when that field is wrong.</param>
/// <param name="InstanceId">The person's onboarding; null when the row is wrong.</param>
/// <param name="Errors">Everything that is wrong.</param>
internal sealed record CheckedRow(CsvRow Row, ReadOnlyMemory<byte> Data, string? OutUserId, string? InstanceId, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The line alone.</summary>
    public override string ToString() => Row.ToString();
}
