using System.Xml;

namespace OnboardingFlow.Core.Requests;

/// <summary>
/// A request as canonical JSON (RFC 8785), in the shape of an event's <c>data</c>: to be sealed, and to take its fingerprint. What has its default is left out, so that an option
/// that a later release adds doesn't change the fingerprint of a request that doesn't use it.
/// </summary>
public static class RequestJson
{
    // Canonical JSON can be longer than what came in: an address is written with its escapes.
    private const int MaxBytes = 2 * RequestReader.MaxBytes;

    /// <summary>The request, with its sensitive values in clear: seal it at once.</summary>
    public static byte[] Serialize(OnboardingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Write(request, withRestart: true);
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote, in this release or an older one.</summary>
    /// <exception cref="InvalidDataException">It isn't such JSON. The message names the fields, without values.</exception>
    public static OnboardingRequest Deserialize(ReadOnlyMemory<byte> utf8)
    {
        var errors = new FieldErrors();
        using var document = JsonText.Parse(utf8, MaxBytes, errors);
        var request = document is null ? null : RequestReader.MapData(new JsonFields(document.RootElement, "", errors));
        return request is not null && errors.All.Count == 0
            ? request
            : throw new InvalidDataException($"The stored request can't be read: {string.Join("; ", errors.All.Select(error => $"{error.Path} {error.Message}"))}.");
    }

    /// <summary>As <see cref="Serialize"/>, without <c>options.restart</c>: whether to run again says nothing about what is asked for.</summary>
    internal static byte[] SerializeForFingerprint(OnboardingRequest request) => Write(request, withRestart: false);

    private static byte[] Write(OnboardingRequest request, bool withRestart) => new CanonicalObject()
        .Add("presign", Presign(request.Presign))
        .Add("options", Options(request.Options, withRestart))
        .ToUtf8();

    private static CanonicalObject Presign(PresignBody body) => new CanonicalObject()
        .Add("business_name", body.BusinessName)
        .Add("facepay_user", new CanonicalObject()
            .Add("out_user_id", body.FacepayUser.OutUserId)
            .Add("organization_id", body.FacepayUser.OrganizationId)
            .Add("identification_name", body.FacepayUser.IdentificationName?.Reveal())
            .Add("identification", Identification(body.FacepayUser.Identification))
            .Add("phone", body.FacepayUser.Phone?.Reveal()))
        .Add("limit_bank_card", body.LimitBankCard is { } card ? Card(card) : null)
        .Add("contract_mode", RequestWords.ContractModes.Write(body.ContractMode));

    private static CanonicalObject Card(LimitBankCard card) => new CanonicalObject()
        .Add("bank_card_number", card.BankCardNumber.Reveal())
        .Add("identification_name", card.IdentificationName?.Reveal())
        .Add("identification", Identification(card.Identification))
        .Add("valid_thru", card.ValidThru?.Reveal())
        .Add("bank_type", card.BankType)
        .Add("phone", card.Phone?.Reveal());

    private static CanonicalObject? Identification(Identification? identification) => identification is null ? null : new CanonicalObject()
        .Add("identification_type", identification.IdentificationType)
        .Add("identification_number", identification.IdentificationNumber.Reveal());

    private static CanonicalObject Options(OnboardingOptions options, bool withRestart) => new CanonicalObject()
        .Add("organization_name", options.OrganizationName)
        .Add("appid", options.AppId)
        .Add("deadline", options.Deadline is { } deadline ? XmlConvert.ToString(deadline) : null)
        .Add("identity_verification", UnlessDefault(RequestWords.IdentityVerifications, options.IdentityVerification))
        .Add("consent", options.Consent is { } consent ? Consent(consent) : null)
        .Add("mini_program", options.MiniProgram is { } user ? MiniProgram(user) : null)
        .Add("notify_url", options.NotifyUrl?.AbsoluteUri)
        .Add("restart", withRestart ? UnlessDefault(RequestWords.Restarts, options.Restart) : null);

    private static CanonicalObject Consent(Consent consent) => new CanonicalObject()
        .Add("reference", consent.Reference)
        .Add("obtained_at", UtcTimeConverter.Format(consent.ObtainedAt))
        .Add("guardian", consent.Guardian ? true : null);

    private static CanonicalObject MiniProgram(MiniProgramUser user) => new CanonicalObject()
        .Add("user_name", user.UserName?.Reveal())
        .Add("user_type", user.UserType is { } type ? RequestWords.UserTypes.Write(type) : null)
        .Add("class_name", user.ClassName)
        .Add("occupation", user.Occupation);

    private static string? UnlessDefault<T>(WireWords<T> words, T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? null : words.Write(value);
}
