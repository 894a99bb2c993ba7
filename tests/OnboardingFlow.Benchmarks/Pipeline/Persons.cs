using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>
/// Persons of the demo school, each with the presign body of <c>samples/student.json</c> and a phone of their own: the emulator's call log tells a presigned
/// person by the hash of the phone.
/// </summary>
internal sealed class Persons
{
    public const string Organization = "O1000001";

    private readonly JsonNode _sample = JsonNode.Parse(Repository.Sample("student.json"))!;
    private readonly Dictionary<string, string> _userByPhone = new(StringComparer.Ordinal);

    /// <summary>Bodies of that many persons who weren't there yet.</summary>
    public IReadOnlyList<string> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>Who has the phone of this hash.</summary>
    public string UserOf(string phoneHash) => _userByPhone[phoneHash];

    private string Next()
    {
        var number = _userByPhone.Count + 1;
        var user = $"person-{number}";
        var phone = "139" + number.ToString("D8", CultureInfo.InvariantCulture);
        _userByPhone[Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(phone)))] = user;
        var body = _sample.DeepClone();
        body["facepay_user"]!["out_user_id"] = user;
        body["facepay_user"]!["phone"] = phone;
        return body.ToJsonString();
    }
}
