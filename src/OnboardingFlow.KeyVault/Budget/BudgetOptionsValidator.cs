using System.Globalization;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.KeyVault.Budget;

/// <summary>One line when the budget makes no sense.</summary>
internal sealed class BudgetOptionsValidator : IValidateOptions<BudgetOptions>
{
    private const double Most = 100_000;

    public ValidateOptionsResult Validate(string? name, BudgetOptions options) =>
        options.OperationsPerSecond is >= 1 and <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(string.Create(
                CultureInfo.InvariantCulture, $"Budget:OperationsPerSecond is {options.OperationsPerSecond}: must be from 1 to {Most} operations a second"));
}
