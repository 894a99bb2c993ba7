using System.Text;

namespace OnboardingFlow.Cli.Importing;

/// <summary>Every field that a column may hold, in the order of a request, and what columns are called in English and Chinese.</summary>
internal static class ImportFields
{
    private const string User = "presign.facepay_user";
    private const string Card = "presign.limit_bank_card";

    private static readonly Dictionary<string, string> Flags = new(StringComparer.Ordinal)
    {
        ["是"] = "true",
        ["yes"] = "true",
        ["1"] = "true",
        ["TRUE"] = "true",
        ["否"] = "false",
        ["no"] = "false",
        ["0"] = "false",
        ["FALSE"] = "false",
    };

    private static readonly Dictionary<string, string> UserTypes = new(StringComparer.Ordinal)
    {
        ["学生"] = "STUDENT",
        ["student"] = "STUDENT",
        ["教职工"] = "STAFF",
        ["教师"] = "STAFF",
        ["员工"] = "STAFF",
        ["staff"] = "STAFF",
    };

    /// <summary>Fields of one object stand together.</summary>
    public static IReadOnlyList<ImportField> All { get; } =
    [
        new("presign.business_name", "business_name", "业务名称", "行业"),
        new($"{User}.out_user_id", "out_user_id", "user_id", "student_id", "employee_id", "学号", "学籍号", "工号", "用户编号", "人员编号"),
        new($"{User}.organization_id", "organization_id", "school_id", "机构编号", "机构号", "学校编号", "单位编号"),
        new($"{User}.identification_name", "identification_name", "name", "姓名", "学生姓名", "员工姓名") { IsPersonal = true },
        new($"{User}.identification.identification_number", "identification_number", "id_number", "id_card", "身份证号", "身份证号码", "身份证", "证件号码") { IsPersonal = true },
        new($"{User}.phone", "phone", "mobile", "手机号", "手机号码", "手机", "电话", "联系电话") { IsPersonal = true },
        new($"{Card}.bank_card_number", "bank_card_number", "card_number", "银行卡号", "卡号") { IsPersonal = true },
        new($"{Card}.identification_name", "card_holder_name", "holder_name", "持卡人姓名", "持卡人") { IsPersonal = true },
        new($"{Card}.identification.identification_number", "card_holder_id_number", "持卡人身份证号", "持卡人身份证号码", "持卡人证件号码") { IsPersonal = true },
        new($"{Card}.valid_thru", "valid_thru", "expiry", "有效期", "卡有效期") { IsPersonal = true },
        new($"{Card}.bank_type", "bank_type", "银行类型"),
        new($"{Card}.phone", "card_holder_phone", "card_phone", "持卡人手机号", "预留手机号", "银行预留手机号") { IsPersonal = true },
        new("presign.contract_mode", "contract_mode", "签约模式"),
        new("options.organization_name", "organization_name", "school_name", "机构名称", "学校名称", "学校", "单位名称"),
        new("options.appid", "appid"),
        new("options.deadline", "deadline", "签约期限"),
        new("options.identity_verification", "identity_verification", "身份核验"),
        new("options.consent.reference", "consent_reference", "同意书编号", "授权书编号"),
        new("options.consent.obtained_at", "consent_obtained_at", "同意时间", "授权时间"),
        new("options.consent.guardian", "consent_guardian", "guardian", "监护人同意") { IsFlag = true, Words = Flags },
        new("options.mini_program.user_name", "user_name", "显示姓名") { IsPersonal = true },
        new("options.mini_program.user_type", "user_type", "人员类型", "身份类型") { Words = UserTypes },
        new("options.mini_program.class_name", "class_name", "class", "班级"),
        new("options.mini_program.occupation", "occupation", "职务", "岗位", "职业"),
        new("options.notify_url", "notify_url"),
        new("options.restart", "restart"),
    ];

    private static readonly Dictionary<string, ImportField> ByHeader = All
        .SelectMany(field => field.Headers.Prepend(field.Path).Select(header => (Key: KeyOf(header), Field: field)))
        .ToDictionary(pair => pair.Key, pair => pair.Field, StringComparer.Ordinal);

    /// <summary>The field that a header names, or null.</summary>
    public static ImportField? Find(string header) => ByHeader.GetValueOrDefault(KeyOf(header));

    /// <summary>A header as it is compared: case, spaces, hyphens, underscores and the star of "required" don't matter.</summary>
    public static string KeyOf(string header)
    {
        var key = new StringBuilder(header.Length);
        foreach (var written in header)
        {
            // Full-width letters and signs, as Chinese input methods write them, are 0xFEE0 above their ASCII forms.
            var character = written is >= '\uFF01' and <= '\uFF5E' ? (char)(written - 0xFEE0) : written;
            if (!char.IsWhiteSpace(character) && character is not ('_' or '-' or '*' or '\uFEFF'))
            {
                key.Append(char.ToLowerInvariant(character));
            }
        }

        return key.ToString();
    }
}
