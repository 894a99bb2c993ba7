using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Requests;

/// <summary>The person as WeChat Pay's mini-program wants to know them.</summary>
/// <param name="UserName">Name shown to the person.</param>
/// <param name="UserType">STUDENT or STAFF.</param>
/// <param name="ClassName">A student's class.</param>
/// <param name="Occupation">A staff member's occupation.</param>
public sealed record MiniProgramUser(Sensitive? UserName = null, UserType? UserType = null, string? ClassName = null, string? Occupation = null);
