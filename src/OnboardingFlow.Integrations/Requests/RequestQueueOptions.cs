namespace OnboardingFlow.Integrations.Requests;

/// <summary>Section <c>RequestQueue</c>: how the listener works the request queue. Every value has a default that suits one host.</summary>
public sealed class RequestQueueOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "RequestQueue";

    /// <summary>Messages worked on at a time; 1 to 512.</summary>
    public int Concurrency { get; set; } = 32;

    /// <summary>How long a received message stays hidden; renewed at each third of it while it is worked on. After a crash the message comes back this late. 1 s to 1 h.</summary>
    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause before the next look after messages came; doubled at each empty look. Positive, at most <see cref="PollMax"/>.</summary>
    public TimeSpan PollMin { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Longest pause between two looks at an empty queue; at most 1 min.</summary>
    public TimeSpan PollMax { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>When stopping, how long messages in work may take to finish before they are let go. Below LocalHost's own stop timeout (9 s), so that activities have some time too; zero to 10 min.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
