namespace OnboardingFlow.Tests.Shared;

/// <summary>A value for each sensitive field, like no other, so that a search for it means something.</summary>
internal static class PlantedValues
{
    /// <summary>By name: what must never be seen in clear.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
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
}
