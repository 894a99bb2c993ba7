namespace OnboardingFlow.Core.Operations;

/// <summary>Answer to an operation on an onboarding.</summary>
/// <param name="Verdict">Whether it was done.</param>
/// <param name="Code">For a refusal: why, as a stable word.</param>
/// <param name="Message">For a refusal: why and what to do, without personal data.</param>
public sealed record OperationAnswer(OperationVerdict Verdict, string? Code = null, string? Message = null)
{
    /// <summary>Done.</summary>
    public static OperationAnswer Done { get; } = new(OperationVerdict.Done);

    /// <summary>No such onboarding.</summary>
    public static OperationAnswer NotFound { get; } = new(OperationVerdict.NotFound);

    /// <summary>Refused because of the state.</summary>
    public static OperationAnswer Refused(string code, string message) => new(OperationVerdict.WrongState, code, message);
}
