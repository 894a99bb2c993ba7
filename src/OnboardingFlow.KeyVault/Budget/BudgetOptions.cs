namespace OnboardingFlow.KeyVault.Budget;

/// <summary>Configuration section <c>Budget</c>.</summary>
public sealed class BudgetOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Budget";

    /// <summary>
    /// Private-key operations a second that this process may ask of the vault. A vault answers 4,000 in 10 s with RSA-2048 software keys, 2,000 with
    /// HSM keys, for all its callers together (Azure Key Vault service limits).
    /// </summary>
    public double OperationsPerSecond { get; set; } = 300;
}
