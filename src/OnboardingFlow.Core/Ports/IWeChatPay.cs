using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Core.Ports;

/// <summary>What the workflow asks of WeChat Pay. Every answer was verified before it was believed.</summary>
/// <remarks>
/// Faults are <see cref="ActivityException"/>s: <see cref="ErrorTypes.Transient"/> (the call surely had no effect, or has none to have),
/// <see cref="ErrorTypes.ResultUnknown"/> (it may have had its effect), <see cref="ErrorTypes.Configuration"/> (signature, permission, certificate, key).
/// What WeChat Pay refuses for a reason of business is a result, not a fault.
/// </remarks>
public interface IWeChatPay
{
    /// <summary>The organization, or null when WeChat Pay knows none of that id.</summary>
    Task<Organization?> FindOrganizationAsync(string organizationId, SigningUrgency urgency, CancellationToken cancellationToken);

    /// <summary>The person, or null when WeChat Pay knows none (not yet enrolled).</summary>
    Task<FaceUser?> FindUserAsync(string organizationId, string outUserId, SigningUrgency urgency, CancellationToken cancellationToken);

    /// <summary>Asks for a presign token. A second call only makes another token.</summary>
    Task<PresignResult> PresignAsync(PresignBody body, CancellationToken cancellationToken);

    /// <summary>The contract, or null when WeChat Pay knows none of that id.</summary>
    Task<FaceContract?> FindContractAsync(string organizationId, string contractId, string? appId, SigningUrgency urgency, CancellationToken cancellationToken);

    /// <summary>Ends the person's contract. Ending one that has ended is <see cref="TerminateResult.Done"/>.</summary>
    Task<TerminateResult> TerminateContractAsync(string organizationId, string userId, CancellationToken cancellationToken);

    /// <summary>Asks where a person in debt repays. A second call only makes another address.</summary>
    Task<RepaymentResult> CreateRepaymentLinkAsync(string organizationId, string outUserId, CancellationToken cancellationToken);

    /// <summary>The merchant that contracts are made with (<c>WeChatPay:MchId</c>).</summary>
    string MchId { get; }
}
