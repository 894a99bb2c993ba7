using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>A person of the demo school with a presign body of their own.</summary>
internal sealed record Person(string OutUserId)
{
    public const string Organization = "O1000001";

    private static int _number;

    /// <summary>The instance id by the contract's rule, computed here anew.</summary>
    public string InstanceId
    {
        get
        {
            const string alphabet = "abcdefghijklmnopqrstuvwxyz234567";
            var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(Organization), 0, .. Encoding.UTF8.GetBytes(OutUserId)]);
            var bits = string.Concat(hash.Select(part => Convert.ToString(part, 2).PadLeft(8, '0')));
            return "ob-" + string.Concat(Enumerable.Range(0, 26).Select(i => alphabet[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));
        }
    }

    public static Person New() => new($"student-{Interlocked.Increment(ref _number)}");

    /// <summary>The presign body of <c>samples/student.json</c> for this person.</summary>
    public JsonObject Body()
    {
        var body = JsonNode.Parse(Repository.Sample("student.json"))!.AsObject();
        body["facepay_user"]!["out_user_id"] = OutUserId;
        return body;
    }

    public string Json() => Body().ToJsonString();
}
