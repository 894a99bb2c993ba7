using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Contracts;

/// <summary>Whether a contract is the one that a request asked for: organization, user, mode, merchant. What the answer leaves out isn't held against it.</summary>
internal static class ContractComparison
{
    public static ContractVerdict Compare(FaceContract? contract, PresignBody presign, string userId, string mchId)
    {
        switch (contract?.State)
        {
            case ContractState.Contracted:
                break;
            case ContractState.Terminated:
                return new ContractVerdict(ContractVerdictKind.Terminated);
            default:
                return new ContractVerdict(ContractVerdictKind.NotStanding);
        }

        var differing = new List<string>();
        AddIfOther(differing, "organization", contract.OrganizationId, presign.FacepayUser.OrganizationId);
        AddIfOther(differing, "user", contract.UserId, userId);
        AddIfOther(differing, "merchant", contract.MchId, mchId);
        if (contract.Mode is { } mode && mode != presign.ContractMode)
        {
            differing.Add("contract mode");
        }

        return differing.Count == 0
            ? new ContractVerdict(ContractVerdictKind.Matches)
            : new ContractVerdict(ContractVerdictKind.Mismatch, $"The contract is for another {string.Join(", ", differing)}.");
    }

    private static void AddIfOther(List<string> differing, string name, string? actual, string expected)
    {
        if (actual is not null && !string.Equals(actual, expected, StringComparison.Ordinal))
        {
            differing.Add(name);
        }
    }
}
