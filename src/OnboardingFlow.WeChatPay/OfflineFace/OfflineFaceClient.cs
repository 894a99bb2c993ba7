using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Sending;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>The offline-face endpoints, typed. What WeChat Pay refuses or doesn't know is a result; everything else that goes wrong is an <see cref="ActivityException"/>.</summary>
/// <remarks>Source: the offline-face pages of WeChat Pay's OpenAPI docs and its K12 development guide.</remarks>
internal sealed class OfflineFaceClient(ApiTransport transport, PlatformKeyRing ring)
{
    private const string Organizations = "/v3/offlinefacemch/organizations";
    private const string Contracts = "/v3/offlineface/contracts";
    private const string Collections = "/v3/offlineface/face-collections";
    private const int MaxPage = 100;

    public Task<ApiResult<OrganizationAnswer>> GetOrganizationAsync(string organizationId, SigningUrgency urgency, CancellationToken cancellationToken) =>
        GetAsync($"{Organizations}?organization_id={ApiPath.Query(organizationId)}", OfflineFaceJson.Default.OrganizationAnswer, new(urgency, organizationId), cancellationToken);

    /// <summary>Looks an organization up by its full name.</summary>
    public Task<ApiResult<OrganizationAnswer>> GetOrganizationByNameAsync(string organizationName, SigningUrgency urgency, CancellationToken cancellationToken) =>
        GetAsync($"{Organizations}?organization_name={ApiPath.Query(organizationName)}", OfflineFaceJson.Default.OrganizationAnswer, new(urgency, ""), cancellationToken);

    public Task<ApiResult<UserAnswer>> GetUserAsync(string organizationId, string outUserId, SigningUrgency urgency, CancellationToken cancellationToken) =>
        GetAsync(UserPath(organizationId, outUserId), OfflineFaceJson.Default.UserAnswer, new(urgency, organizationId), cancellationToken);

    /// <summary>Changes a user. Null when done.</summary>
    public async Task<ApiProblem?> PatchUserAsync(string organizationId, string outUserId, UserPatch patch, CancellationToken cancellationToken)
    {
        var encryption = await FieldEncryption.WithAsync(ring, cancellationToken).ConfigureAwait(false);
        var body = new UserPatchJson(
            encryption.Encrypt(patch.UserName),
            encryption.Encrypt(patch.Phone),
            patch.UserType is { } type ? WireWords.Of(type) : null,
            patch.ClassName is { } name ? new StudentInfo(name) : null,
            patch.Occupation is { } occupation ? new StaffInfo(occupation) : null,
            patch.Enabled is { } enabled ? enabled ? "NORMAL" : "DISABLED" : null);
        var answer = await transport.SendAsync(
            Request(HttpMethod.Patch, UserPath(organizationId, outUserId), Bytes(body, OfflineFaceJson.Default.UserPatchJson), Effect.Repeatable, Person(organizationId))
                with
            { EncryptedWith = encryption.Serial },
            cancellationToken).ConfigureAwait(false);
        return answer.Problem;
    }

    /// <summary>A token for the mini-program, for other uses than signing with a named bank card. Another call only makes another token.</summary>
    public Task<ApiResult<TokenAnswer>> CreateTokenAsync(string organizationId, string outUserId, CancellationToken cancellationToken) =>
        PostAsync(
            "/v3/offlinefacemch/tokens",
            Bytes(new TokenBodyJson("WEBSESSION", new WebInitDataJson(outUserId, organizationId)), OfflineFaceJson.Default.TokenBodyJson),
            Effect.Repeatable,
            OfflineFaceJson.Default.TokenAnswer,
            Person(organizationId),
            cancellationToken);

    /// <summary>Presigns a contract. Its sensitive fields are all encrypted with one key.</summary>
    public async Task<ApiResult<PresignAnswer>> PresignAsync(PresignBody body, CancellationToken cancellationToken)
    {
        var encryption = await FieldEncryption.WithAsync(ring, cancellationToken).ConfigureAwait(false);
        var bytes = Bytes(PresignWriter.Write(body, encryption), OfflineFaceJson.Default.PresignBodyJson);
        var request = Request(HttpMethod.Post, $"{Contracts}/presign", bytes, Effect.AskFirst, Person(body.FacepayUser.OrganizationId));
        var answer = await transport.SendAsync(request with { EncryptedWith = encryption.Serial }, cancellationToken).ConfigureAwait(false);
        return Read(answer, OfflineFaceJson.Default.PresignAnswer, Effect.AskFirst);
    }

    public Task<ApiResult<ContractAnswer>> GetContractAsync(
        string organizationId, string contractId, string appId, SigningUrgency urgency, CancellationToken cancellationToken) =>
        GetAsync($"{Contracts}/{ApiPath.Segment(contractId)}?appid={ApiPath.Query(appId)}", OfflineFaceJson.Default.ContractAnswer, new(urgency, organizationId), cancellationToken);

    /// <summary>Ends a person's contract. Null when done.</summary>
    public async Task<ApiProblem?> TerminateContractAsync(string organizationId, string userId, CancellationToken cancellationToken)
    {
        var path = $"{Organizations}/{ApiPath.Segment(organizationId)}/users/user-id/{ApiPath.Segment(userId)}/terminate-contract";
        var answer = await transport.SendAsync(Request(HttpMethod.Post, path, default, Effect.AskFirst, Person(organizationId)), cancellationToken).ConfigureAwait(false);
        return answer.Problem;
    }

    /// <summary>Where a person in debt can repay. Another call only makes another address.</summary>
    public Task<ApiResult<RepaymentAnswer>> CreateRepaymentUrlAsync(string organizationId, string outUserId, CancellationToken cancellationToken) =>
        PostAsync(
            "/v3/offlineface/repayment-url",
            Bytes(new RepaymentBodyJson(outUserId, organizationId), OfflineFaceJson.Default.RepaymentBodyJson),
            Effect.Repeatable,
            OfflineFaceJson.Default.RepaymentAnswer,
            Person(organizationId),
            cancellationToken);

    /// <summary>Persons whose photo must be taken again: at most 100 from <paramref name="offset"/>.</summary>
    public Task<ApiResult<FaceCollectionPage>> ListFaceCollectionsAsync(string organizationId, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return GetAsync(
            $"{Collections}?organization_id={ApiPath.Query(organizationId)}&offset={offset}&limit={limit}",
            OfflineFaceJson.Default.FaceCollectionPage,
            new(SigningUrgency.Poll, organizationId),
            cancellationToken);
    }

    public Task<ApiResult<FaceCollection>> GetFaceCollectionAsync(string organizationId, string collectionId, CancellationToken cancellationToken) =>
        GetAsync($"{Collections}/{ApiPath.Segment(collectionId)}", OfflineFaceJson.Default.FaceCollection, new(SigningUrgency.Poll, organizationId), cancellationToken);

    private static string UserPath(string organizationId, string outUserId) =>
        $"{Organizations}/{ApiPath.Segment(organizationId)}/users/out-user-id/{ApiPath.Segment(outUserId)}";

    private static SigningClass Person(string organizationId) => new(SigningUrgency.PersonWaiting, organizationId);

    private static byte[] Bytes<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private static ApiRequest Request(HttpMethod method, string path, ReadOnlyMemory<byte> body, Effect effect, SigningClass signingClass) =>
        new(method, path, body, effect, signingClass);

    private async Task<ApiResult<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, SigningClass signingClass, CancellationToken cancellationToken)
        where T : class =>
        Read(await transport.SendAsync(Request(HttpMethod.Get, path, default, Effect.Repeatable, signingClass), cancellationToken).ConfigureAwait(false), type, Effect.Repeatable);

    private async Task<ApiResult<T>> PostAsync<T>(
        string path, byte[] body, Effect effect, JsonTypeInfo<T> type, SigningClass signingClass, CancellationToken cancellationToken)
        where T : class =>
        Read(await transport.SendAsync(Request(HttpMethod.Post, path, body, effect, signingClass), cancellationToken).ConfigureAwait(false), type, effect);

    internal static ApiResult<T> Read<T>(ApiAnswer answer, JsonTypeInfo<T> type, Effect effect)
        where T : class
    {
        if (answer.Problem is not null)
        {
            return new ApiResult<T>(null, answer.Problem);
        }

        try
        {
            if (JsonSerializer.Deserialize(answer.Body.Span, type) is { } value)
            {
                return new ApiResult<T>(value, null);
            }
        }
        catch (JsonException)
        {
            // Told below; the exception's own text may repeat the answer's content.
        }

        throw Unreadable(answer, effect);
    }

    internal static ActivityException Unreadable(ApiAnswer answer, Effect effect) => new(
        effect == Effect.AskFirst ? ErrorTypes.ResultUnknown : ErrorTypes.Transient,
        $"WeChat Pay's authentic answer {answer.Status} isn't of the documented form (Request-ID {answer.RequestId ?? "none"})");
}
