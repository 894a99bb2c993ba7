using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Emulators.WeChatPay.Persons;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>/v3/offlinefacemch/organizations/{organization_id}/users/out-user-id/{out_user_id}</c>: GET and PATCH.</summary>
internal static class UserEndpoint
{
    internal static Answer Get(WeChatPayState state, WeChatPayCall call)
    {
        var person = Find(state, call);
        var name = person.UserName is null
            ? null
            : Convert.ToBase64String(call.Certificate.Key.Encrypt(Encoding.UTF8.GetBytes(person.UserName), RSAEncryptionPadding.OaepSHA1));
        var answer = new UserAnswer(
            person.UserId,
            person.OutUserId,
            person.OrganizationId,
            name,
            person.UserType,
            person.UserType == Person.Student && person.ClassName is not null ? new StudentInfo(person.ClassName) : null,
            person.UserType == Person.Staff && person.Occupation is not null ? new StaffInfo(person.Occupation) : null,
            person.Status,
            person.ContractState,
            person.FaceImageOk,
            person.ContractId);
        return Answer.Ok(answer, WireJson.Wire.UserAnswer);
    }

    internal static Answer Patch(WeChatPayState state, WeChatPayCall call)
    {
        var person = Find(state, call);
        var body = call.Body();
        var name = body.OptionalSensitive("user_name", FieldRules.IsName, FieldRules.Name);
        var phone = body.OptionalSensitive("phone", FieldRules.IsPhone, FieldRules.Phone);
        var type = body.OptionalOneOf("user_type", [Person.Student, Person.Staff]);
        var className = body.OptionalObject("student_info")?.Optional("class_name");
        var occupation = body.OptionalObject("staff_info")?.Optional("occupation");
        var status = body.OptionalOneOf("status", [Person.Normal, Person.Disabled]);
        state.Persons.Upsert(person.OrganizationId, person.OutUserId, p => p with
        {
            UserName = name ?? p.UserName,
            Phone = phone ?? p.Phone,
            UserType = type ?? p.UserType,
            ClassName = className ?? p.ClassName,
            Occupation = occupation ?? p.Occupation,
            Status = status ?? p.Status,
        });
        return Answer.NoContent;
    }

    private static Person Find(WeChatPayState state, WeChatPayCall call)
    {
        OrganizationEndpoint.Require(state, call.Route("organization_id"));
        return state.Persons.Find(call.Route("organization_id"), call.Route("out_user_id")) ?? throw Refusal.NotFound("there is no such user");
    }
}
