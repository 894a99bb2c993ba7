using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Presigning;

/// <summary>
/// Makes the arguments with which a provider's mini-program opens WeChat Pay's. Sources: WeChat Pay's K12 guide (type and page must match, the school's name
/// must be the organization's, the token is fetched last) and one published client. That client spells the type "siqn", an evident slip of "sign".
/// </summary>
internal static class MiniProgram
{
    public const string AppId = "wx5931af4836330935";
    public const string Path = "/pages/face_index/index?is_first=1";

    private const string Type = "sign";

    public static (MiniProgramView MiniProgram, IReadOnlyList<string> Missing) For(OnboardingRequest request, Sensitive token)
    {
        var person = request.Presign.FacepayUser;
        var user = request.Options.MiniProgram ?? new MiniProgramUser();
        var school = request.Options.OrganizationName;
        var userType = TypeOf(user);
        var extra = new ExtraDataView(Type, school is null ? [] : [school], person.OrganizationId, person.OutUserId, token.Reveal())
        {
            UserName = (user.UserName ?? person.IdentificationName)?.Reveal(),
            SchoolName = school,
            CertInfo = person.Identification is { } document
                ? new CertInfoView(document.IdentificationType, document.IdentificationNumber.Reveal(), person.IdentificationName?.Reveal())
                : null,
            UserType = userType switch { UserType.Student => "STUDENT", UserType.Staff => "STAFF", _ => null },
            StudentInfo = userType != UserType.Staff && user.ClassName is { } className ? new StudentInfoView(className) : null,
            StaffInfo = userType == UserType.Staff && user.Occupation is { } occupation ? new StaffInfoView(occupation) : null,
            Account = person.Phone?.Reveal(),
        };
        return (new MiniProgramView(AppId, Path, extra), [.. Missing(extra, userType)]);
    }

    // The one of the two that is given says which the person is.
    private static UserType? TypeOf(MiniProgramUser user) => user.UserType ?? user switch
    {
        { ClassName: not null, Occupation: null } => UserType.Student,
        { ClassName: null, Occupation: not null } => UserType.Staff,
        _ => null,
    };

    private static IEnumerable<string> Missing(ExtraDataView extra, UserType? userType)
    {
        (string Name, bool IsMissing)[] wanted =
        [
            ("user_name", extra.UserName is null),
            ("school_name", extra.SchoolName is null),
            ("cert_info", extra.CertInfo is null),
            ("user_type", extra.UserType is null),
            ("class_name", userType != UserType.Staff && extra.StudentInfo is null),
            ("occupation", userType == UserType.Staff && extra.StaffInfo is null),
            ("account", extra.Account is null),
        ];
        return wanted.Where(field => field.IsMissing).Select(field => field.Name);
    }
}
