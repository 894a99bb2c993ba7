using System.Text.Json.Nodes;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>A person whose every sensitive value is like no other, so that a search for it means something.</summary>
internal static class PlantedPerson
{
    /// <summary>By name: what must never be seen in clear.</summary>
    public static IReadOnlyDictionary<string, string> Values { get; } = new Dictionary<string, string>
    {
        ["user's name"] = "卓普兰婷·费林莫多",
        ["user's identity number"] = "320106201203158270",
        ["user's phone"] = "13791357913",
        ["card number"] = "6222024913572468106",
        ["holder's name"] = "诸葛望舒楠",
        ["holder's identity number"] = "51010719830726493X",
        ["holder's phone"] = "15924681357",
        ["name for the mini-program"] = "卓普兰婷小朋友",
        ["reason"] = "家长来电说不再需要了",
    };

    public static JsonObject Body(Person person)
    {
        var body = person.Body();
        var user = body["facepay_user"]!;
        user["identification_name"] = Values["user's name"];
        user["identification"]!["identification_number"] = Values["user's identity number"];
        user["phone"] = Values["user's phone"];
        var card = body["limit_bank_card"]!;
        card["bank_card_number"] = Values["card number"];
        card["identification_name"] = Values["holder's name"];
        card["identification"]!["identification_number"] = Values["holder's identity number"];
        card["phone"] = Values["holder's phone"];
        return body;
    }

    /// <summary>The data of a CloudEvents request.</summary>
    public static JsonObject Data(Person person) => new()
    {
        ["presign"] = Body(person),
        ["options"] = new JsonObject { ["mini_program"] = new JsonObject { ["user_name"] = Values["name for the mini-program"], ["user_type"] = "STUDENT" } },
    };

    public static JsonObject Event(Person person, JsonObject data, string type = "onboardingflow.onboarding.requested.v1") => new()
    {
        ["specversion"] = "1.0",
        ["type"] = type,
        ["source"] = "/tests",
        ["id"] = person.OutUserId,
        ["data"] = data,
    };
}
