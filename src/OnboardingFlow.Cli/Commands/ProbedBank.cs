namespace OnboardingFlow.Cli.Commands;

/// <summary>What <c>onboarding probe-bank</c> learnt.</summary>
/// <param name="BankType">The bank whose card was presigned.</param>
/// <param name="CanBeBound">Whether WeChat Pay took it.</param>
/// <param name="Code">Why not; null when it did.</param>
/// <param name="Message">The same for people.</param>
/// <param name="Id">The onboarding that asked.</param>
internal sealed record ProbedBank(string BankType, bool CanBeBound, string? Code, string? Message, string Id);
