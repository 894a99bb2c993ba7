using System.Net;
using OnboardingFlow.LocalHost.OpsPage.Live;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

public sealed class LiveFeedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_told_without_saying_what_and_a_session_that_ends_takes_its_stream_along()
    {
        await using var site = await OpsSite.StartAsync();
        using var reader = new StreamReader(await site.Browser.GetStreamAsync("/ops/events", Token));
        Assert.Equal(["event: beat", "data: hello"], await EventAsync(reader));

        await site.Index.RecordAsync(Row("ob-1").Update(), Token);
        var changed = EventAsync(reader);
        await UntilAsync(site, changed, LiveFeed.LookEvery);
        Assert.Equal(["event: changed", "data: something"], await changed);

        (await site.PostAsync("/ops/logout")).Dispose();
        var rest = reader.ReadToEndAsync(Token);
        await UntilAsync(site, rest, LiveFeed.LookEvery);
        Assert.DoesNotContain("changed", await rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_session_there_is_no_stream_and_beyond_the_limit_neither()
    {
        await using var stranger = await OpsSite.StartAsync(signedIn: false);
        using var refused = await stranger.Browser.GetAsync("/ops/events", Token);
        Assert.Equal(HttpStatusCode.SeeOther, refused.StatusCode);

        await using var site = await OpsSite.StartAsync();
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < LiveFeed.Most; i++)
        {
            streams.Add(await site.Browser.GetAsync("/ops/events", HttpCompletionOption.ResponseHeadersRead, Token));
        }

        using var tooMany = await site.Browser.GetAsync("/ops/events", HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.All(streams, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, tooMany.StatusCode);
        streams.ForEach(stream => stream.Dispose());
    }

    /// <summary>Moves time on until the stream has seen it: its timer may be armed a little later than the test runs.</summary>
    private static async Task UntilAsync(OpsSite site, Task seen, TimeSpan step)
    {
        while (!seen.IsCompleted)
        {
            site.Time.Advance(step);
            await site.Browser.GetStringAsync("/ops/style.css", Token); // Gives the stream its turn.
        }
    }

    private static async Task<List<string>> EventAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(Token) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return lines[0].EndsWith("beat", StringComparison.Ordinal) && lines[1] != "data: hello" ? await EventAsync(reader) : lines;
    }
}
