using System.Text.Json.Serialization;

namespace OnboardingFlow.Cli.Importing;

/// <summary>What became of a row.</summary>
internal enum SendState
{
    /// <summary>It breaks a rule and wasn't sent.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid,

    /// <summary>Not sent yet.</summary>
    [JsonStringEnumMemberName("not_sent")]
    NotSent,

    /// <summary>On the request queue; the host decides.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>The host started it.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>The host knew it already.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>The host refused it, for a reason of its own.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
