using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.WeChatPay.Sending;
using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>Core's port to WeChat Pay, in Core's words.</summary>
internal sealed class WeChatPayGateway(
    OfflineFaceClient client, OrganizationCache organizations, LiveSettings settings, TimeProvider time) : IWeChatPay
{
    // WeChat Pay doesn't send a token's end; its K12 guide says five minutes.
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(5);

    public string MchId => settings.Current.MchId;

    public Task<Organization?> FindOrganizationAsync(string organizationId, SigningUrgency urgency, CancellationToken cancellationToken) =>
        organizations.GetAsync(organizationId, () => LookUpAsync(organizationId, urgency), cancellationToken);

    public async Task<FaceUser?> FindUserAsync(string organizationId, string outUserId, SigningUrgency urgency, CancellationToken cancellationToken)
    {
        var result = await client.GetUserAsync(organizationId, outUserId, urgency, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return NullOrThrow<FaceUser>(result.Problem);
        }

        var answer = result.Value;
        return new FaceUser(
            Empty(answer.UserId) ?? Empty(answer.UseId) ?? throw Lacks("user", "user_id"),
            answer.Status == "NORMAL",
            WireWords.ContractState(answer.ContractState),
            Empty(answer.ContractId));
    }

    public async Task<PresignResult> PresignAsync(PresignBody body, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var result = await client.PresignAsync(body, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return new PresignResult(null, null, Refusal(result.Problem));
        }

        return result.Value.PresignToken is { } token && token.Reveal().Length > 0
            ? new PresignResult(token, asked + TokenLife, null)
            : throw new ActivityException(ErrorTypes.ResultUnknown, "WeChat Pay's authentic answer to presign lacks presign_token.");
    }

    public async Task<FaceContract?> FindContractAsync(
        string organizationId, string contractId, string? appId, SigningUrgency urgency, CancellationToken cancellationToken)
    {
        var result = await client.GetContractAsync(organizationId, contractId, appId ?? settings.Current.AppId, urgency, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return NullOrThrow<FaceContract>(result.Problem);
        }

        var answer = result.Value;
        return new FaceContract(
            Empty(answer.ContractId) ?? throw Lacks("contract", "contract_id"),
            Empty(answer.MchId),
            Empty(answer.OrganizationId),
            Empty(answer.UserId) ?? Empty(answer.UseId),
            WireWords.ContractState(answer.ContractState),
            WireWords.Time(answer.ContractSignedTime),
            WireWords.Time(answer.ContractTerminatedTime),
            WireWords.ContractMode(answer.ContractMode));
    }

    public async Task<TerminateResult> TerminateContractAsync(string organizationId, string userId, CancellationToken cancellationToken)
    {
        var problem = await client.TerminateContractAsync(organizationId, userId, cancellationToken).ConfigureAwait(false);

        // No such person or no contract of theirs: none stands.
        return problem is null or { Class: ErrorClass.NotFound }
            ? TerminateResult.Done
            : new TerminateResult(Refusal(problem) with { InDebt = DebtRefusal.Is(problem) });
    }

    public async Task<RepaymentResult> CreateRepaymentLinkAsync(string organizationId, string outUserId, CancellationToken cancellationToken)
    {
        var result = await client.CreateRepaymentUrlAsync(organizationId, outUserId, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return result.Problem.Class == ErrorClass.NotFound ? RepaymentResult.NoDebt : new RepaymentResult(null, Refusal(result.Problem));
        }

        // It becomes a link on a page: nothing but https.
        var answer = result.Value;
        return answer.RepaymentUrl is { } url && Uri.TryCreate(url.Reveal(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? new RepaymentResult(new RepaymentLink(url, WireWords.Time(answer.ExpireAt)), null)
            : throw Lacks("repayment", "an https repayment_url");
    }

    private async Task<Organization?> LookUpAsync(string organizationId, SigningUrgency urgency)
    {
        // Shared by callers that may each give up: the transport bounds its time.
        var result = await client.GetOrganizationAsync(organizationId, urgency, CancellationToken.None).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return NullOrThrow<Organization>(result.Problem);
        }

        var answer = result.Value;
        return new Organization(
            Empty(answer.OrganizationId) ?? organizationId, Empty(answer.OrganizationName) ?? throw Lacks("organization", "organization_name"));
    }

    private static BusinessRefusal Refusal(ApiProblem problem) => new(problem.Code, problem.Message);

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static T? NullOrThrow<T>(ApiProblem problem)
        where T : class =>
        problem.Class == ErrorClass.NotFound ? null : throw new ActivityException(ErrorTypes.Configuration, $"A query was refused: {problem.Describe()}");

    private static ActivityException Lacks(string what, string member) =>
        new(ErrorTypes.Transient, $"WeChat Pay's authentic answer to the {what} query lacks {member}.");
}
