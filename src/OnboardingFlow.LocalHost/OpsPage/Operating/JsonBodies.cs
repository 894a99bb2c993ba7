using System.Text;
using System.Text.Json.Nodes;

namespace OnboardingFlow.LocalHost.OpsPage.Operating;

/// <summary>Forms as the API's JSON, so that both are read by the same rules.</summary>
internal static class JsonBodies
{
    public static byte[] Utf8(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
