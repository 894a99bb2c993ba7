using OnboardingFlow.Core.Contracts;

namespace OnboardingFlow.Core.Operations;

/// <summary>Answer to an operator's wish for a repayment link.</summary>
/// <param name="Operation">Whether there is one, and if not, why.</param>
/// <param name="Link">The link, when done.</param>
public sealed record RepaymentAnswer(OperationAnswer Operation, RepaymentLink? Link = null);
