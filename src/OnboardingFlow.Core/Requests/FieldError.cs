namespace OnboardingFlow.Core.Requests;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Path">The field, e.g. <c>presign.facepay_user.phone</c>, the same in every form of a request; <c>$</c> for the request as a whole.</param>
/// <param name="Message">The rule that it breaks and what to do; never the value.</param>
public sealed record FieldError(string Path, string Message)
{
    /// <summary>Path of problems of the request as a whole.</summary>
    public const string Root = "$";
}
