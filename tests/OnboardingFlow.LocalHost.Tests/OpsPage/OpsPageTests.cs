using System.Net;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.LocalHost.OpsPage;
using OnboardingFlow.LocalHost.OpsPage.Signing;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

public sealed class OpsPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/ops")]
    [InlineData("/ops/onboardings?state=AwaitingContract")]
    [InlineData("/ops/find?id=ob-1")]
    [InlineData("/ops/onboardings/ob-1")]
    public async Task Without_a_session_there_is_only_the_sign_in_form(string path)
    {
        await using var site = await OpsSite.StartAsync(signedIn: false);
        using var answer = await site.Browser.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/ops/login", answer.Headers.Location?.ToString());
        Assert.Contains("name=\"key\"", await site.Browser.GetStringAsync("/ops/login", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("")]
    [InlineData(OpsSite.StartKey)]
    public async Task A_key_that_may_not_read_opens_nothing(string key)
    {
        await using var site = await OpsSite.StartAsync(signedIn: false);
        using var answer = await site.SignInAsync(key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_the_server_only_and_does_not_hold_the_key()
    {
        await using var site = await OpsSite.StartAsync(signedIn: false);
        using var answer = await site.SignInAsync(OpsSite.ReadKey);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(OpsSite.ReadKey, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_by_signing_out_or_by_time()
    {
        await using var site = await OpsSite.StartAsync();
        using var shown = await site.Browser.GetAsync("/ops", Token);
        using var signedOut = await site.PostAsync("/ops/logout");
        using var after = await site.Browser.GetAsync("/ops", Token);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], [shown.StatusCode, signedOut.StatusCode, after.StatusCode]);

        (await site.SignInAsync(OpsSite.ReadKey)).Dispose();
        site.Time.Advance(OpsSessions.Lifetime);
        using var late = await site.Browser.GetAsync("/ops", Token);
        Assert.Equal(HttpStatusCode.SeeOther, late.StatusCode);
    }

    [Fact]
    public async Task The_list_shows_what_its_filters_ask_for_and_counts_everything()
    {
        await using var site = await OpsSite.StartAsync();
        await site.Index.RecordAsync(Row("ob-waits").Update(), Token);
        await site.Index.RecordAsync(Row("ob-stuck", step: OnboardingStep.NeedsAttention, organization: "O2", minute: 1).Update(), Token);
        await site.Index.RecordAsync(Row("ob-refused", outcome: OutcomeKind.Rejected, code: "CARD_REFUSED", minute: 2).Update(), Token);

        Assert.Equal(["ob-refused", "ob-stuck", "ob-waits"], await Listed(site, "/ops/onboardings"));
        Assert.Equal(["ob-waits"], await Listed(site, "/ops/onboardings?state=AwaitingContract&code=&organization_id=&created_from="));
        Assert.Equal(["ob-refused"], await Listed(site, "/ops/onboardings?state=Rejected"));
        Assert.Equal(["ob-refused"], await Listed(site, "/ops/onboardings?code=CARD_REFUSED"));
        Assert.Equal(["ob-stuck"], await Listed(site, "/ops/onboardings?organization_id=O2"));
        Assert.Equal(["ob-refused"], await Listed(site, "/ops/onboardings?created_from=2026-11-23T08:02"));
        Assert.Equal(["ob-waits"], await Listed(site, "/ops/onboardings?created_to=2026-11-23T08:01"));
        Assert.Contains("No onboarding matches", await site.Browser.GetStringAsync("/ops/onboardings?state=Expired", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_is_kept_in_its_address()
    {
        await using var site = await OpsSite.StartAsync();
        var page = await site.Browser.GetStringAsync("/ops/onboardings?state=Rejected&code=CARD_REFUSED&organization_id=O1&created_from=2026-11-23T08:02", Token);

        Assert.Contains("<option value=\"Rejected\" selected>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"CARD_REFUSED\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"O1\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-11-23T08:02\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_ones_are_a_link_away()
    {
        await using var site = await OpsSite.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => site.Index.RecordAsync(Row($"ob-{i:00}", minute: i).Update(), Token)));
        var page = await site.Browser.GetStringAsync("/ops/onboardings?state=AwaitingContract", Token);
        var link = page.Split("rel=\"next\"")[0].Split("href=\"")[^1].Split('"')[0];

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"ob-{9 - i:00}"), await Listed(site, WebUtility.HtmlDecode(link)));
    }

    [Fact]
    public async Task A_timeline_shows_each_entry()
    {
        await using var site = await OpsSite.StartAsync();
        await site.Index.RecordAsync(Row("ob-1", outcome: OutcomeKind.Completed).Update(entries: 4), Token);
        var page = await site.Browser.GetStringAsync("/ops/onboardings/ob-1", Token);

        for (var i = 0; i < 4; i++)
        {
            Assert.Contains($"Step{i}<", page, StringComparison.Ordinal);
        }

        Assert.Contains("2 ms", page, StringComparison.Ordinal);
        Assert.Contains("Completed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_the_index_holds_is_text_and_never_markup()
    {
        const string Hostile = "<img src=x onerror=alert(1)>\"'&";
        await using var site = await OpsSite.StartAsync();
        var row = Row("ob-1\"><script>", organization: Hostile, outcome: OutcomeKind.Rejected, code: Hostile) with { OutUserId = Hostile };
        var entry = Entry(1, 0) with { Kind = Hostile, Name = Hostile, Result = Hostile, Code = Hostile };
        await site.Index.RecordAsync(new IndexUpdate(row with { Outcome = row.Outcome! with { Message = Hostile, ContractId = Hostile } }, 0, [entry]), Token);

        foreach (var path in new[] { "/ops", "/ops/onboardings", $"/ops/onboardings?organization_id={Uri.EscapeDataString(Hostile)}", OpsLinks.Onboarding(row.Id) })
        {
            using var answer = await site.Browser.GetAsync(path, Token);
            var page = await answer.Content.ReadAsStringAsync(Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/ops", HttpStatusCode.OK)]
    [InlineData("/ops/style.css", HttpStatusCode.OK)]
    [InlineData("/ops/login", HttpStatusCode.OK)]
    [InlineData("/ops/onboardings/ob-none", HttpStatusCode.NotFound)]
    [InlineData("/ops/page.js", HttpStatusCode.OK)]
    [InlineData("/ops/onboardings", HttpStatusCode.OK)]
    [InlineData("/ops/onboardings?state=Nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/ops/onboardings?continuation_token=Nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/ops/find?id=Nonsense", HttpStatusCode.BadRequest)]
    public async Task Every_answer_forbids_inline_scripts_foreign_sources_frames_and_caching(string path, HttpStatusCode status)
    {
        await using var site = await OpsSite.StartAsync();
        using var answer = await site.Browser.GetAsync(path, Token);

        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain(" style=\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_bounded_and_the_oldest_goes_first()
    {
        await using var site = await OpsSite.StartAsync(signedIn: false);
        var tokens = new List<string>();
        for (var i = 0; i < OpsSessions.Most + 1; i++)
        {
            tokens.Add(site.Sessions.Begin(site.Gate.Recognize(OpsSite.ReadKey)!));
            site.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(site.Sessions.Find(tokens[0]));
        Assert.All(tokens.Skip(1), token => Assert.NotNull(site.Sessions.Find(token)));
    }

    [Fact]
    public async Task A_session_ends_with_its_key()
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        using var shown = await site.Browser.GetAsync("/ops", Token);

        site.Configuration["Http:ApiKeys:1:Sha256"] = new string('0', 64); // Another key of the same name.
        site.Configuration.Reload();
        using var after = await site.Browser.GetAsync("/ops", Token);
        using var again = await site.SignInAsync(OpsSite.OperateKey);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal("/ops/login", after.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    private static async Task<IEnumerable<string>> Listed(OpsSite site, string path)
    {
        var page = await site.Browser.GetStringAsync(path, Token);
        return page.Split("class=\"id\" href=\"").Skip(1).Select(part => part.Split('>')[1].Split('<')[0]);
    }
}
