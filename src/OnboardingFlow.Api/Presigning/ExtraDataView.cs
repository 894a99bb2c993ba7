using System.Text.Json.Serialization;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Presigning;

/// <summary>What WeChat Pay's signing page wants to know of the person; names are WeChat Pay's. What the request didn't give is left out.</summary>
/// <param name="Type">Must match the page: <c>sign</c>.</param>
/// <param name="SchoolList">Names of schools to choose from.</param>
/// <param name="OrganizationId">WeChat Pay's id of the organization.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="Token">The presign token.</param>
public sealed record ExtraDataView(string Type, IReadOnlyList<string> SchoolList, string OrganizationId, string OutUserId, string Token)
{
    /// <summary>Name shown to the person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserName { get; init; }

    /// <summary>Must equal the organization's name at WeChat Pay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SchoolName { get; init; }

    /// <summary>The person's identity document.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CertInfoView? CertInfo { get; init; }

    /// <summary>STUDENT or STAFF.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserType { get; init; }

    /// <summary>For a student.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StudentInfoView? StudentInfo { get; init; }

    /// <summary>For a staff member.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StaffInfoView? StaffInfo { get; init; }

    /// <summary>The phone, 11 digits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Account { get; init; }

    /// <summary>The type's name and a mask: what a person wrote or is isn't for logs.</summary>
    public override string ToString() => $"{nameof(ExtraDataView)} {Sensitive.Mask}";
}
