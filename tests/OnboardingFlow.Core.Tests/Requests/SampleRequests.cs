using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Tests.Requests;

/// <summary>Requests to start from: change what the test is about.</summary>
internal static class SampleRequests
{
    public const string IdNumber = "11010519491231002X";
    public const string CardNumber = "6222020200112230";

    /// <summary>No card, no options.</summary>
    public static OnboardingRequest Minimal => new(
        new PresignBody(
            "K12",
            new FacepayUser("u1", "O1", new Sensitive("张三"), new Identification(Identification.IdCard, new Sensitive(IdNumber)), new Sensitive("13800138000")),
            null,
            ContractMode.LimitNone),
        OnboardingOptions.None);

    /// <summary>Everything that a request may hold.</summary>
    public static OnboardingRequest Full => new(
        Minimal.Presign with
        {
            ContractMode = ContractMode.LimitBankCard,
            LimitBankCard = new LimitBankCard(
                new Sensitive(CardNumber),
                new Sensitive("阿卜杜拉·买买提"),
                new Identification(Identification.IdCard, new Sensitive("440524188001010014")),
                new Sensitive("12/30"),
                "ICBC_DEBIT",
                new Sensitive("13900139000")),
        },
        new OnboardingOptions
        {
            OrganizationName = "第一中学",
            AppId = "wx1234567890abcdef",
            Deadline = TimeSpan.FromHours(72),
            IdentityVerification = IdentityVerification.External,
            Consent = new Consent("consent-7", new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.FromHours(8)), Guardian: true),
            MiniProgram = new MiniProgramUser(new Sensitive("张三"), UserType.Student, "高中一年三班"),
            NotifyUrl = new Uri("https://provider.example/hooks?a=1"),
            Restart = Restart.IfEnded,
        });

    /// <summary>The presign body of a request as WeChat Pay documents it.</summary>
    public static JsonObject Bare(OnboardingRequest? request = null) => Take(Data(request), "presign");

    /// <summary>The data of an event.</summary>
    public static JsonObject Data(OnboardingRequest? request = null) => JsonNode.Parse(RequestJson.Serialize(request ?? Full))!.AsObject();

    /// <summary>A CloudEvents 1.0 event around this data.</summary>
    public static JsonObject Event(JsonObject? data = null, string type = "onboardingflow.onboarding.requested.v1") => new()
    {
        ["specversion"] = "1.0",
        ["type"] = type,
        ["source"] = "/schools/1",
        ["id"] = "request-1",
        ["datacontenttype"] = "application/json",
        ["data"] = data ?? Data(),
    };

    public static byte[] Utf8(this JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    /// <summary>The node at a path of names.</summary>
    public static JsonObject At(this JsonObject json, params string[] path) => path.Aggregate(json, (node, name) => node[name]!.AsObject());

    private static JsonObject Take(JsonObject json, string name)
    {
        var node = json[name]!.AsObject();
        json.Remove(name);
        return node;
    }
}
