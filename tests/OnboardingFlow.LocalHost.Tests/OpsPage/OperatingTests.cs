using System.Net;
using System.Text.Json;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.LocalHost.Sqlite.Audit;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

public sealed class OperatingTests
{
    private const string Message = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/ops/onboardings/{id}/suspend")]
    [InlineData("/ops/bulk/suspend")]
    [InlineData("/ops/poison/" + Message + "/discard")]
    [InlineData("/ops/poison/" + Message + "/requeue")]
    public async Task A_form_without_the_sessions_token_or_from_another_site_does_nothing(string path)
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        var id = await site.AddAsync("u1", OnboardingStep.AwaitingContract);
        AddPoison(site);
        path = path.Replace("{id}", id, StringComparison.Ordinal);

        using var bare = new FormUrlEncodedContent([new("reason", "x")]);
        using var without = await site.Browser.PostAsync(path, bare, Token);
        site.Browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var foreign = await site.PostAsync(path);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [without.StatusCode, foreign.StatusCode]);
        Assert.Equal(RuntimeStatus.Running, site.Engine.Instances[id].Status);
        Assert.Single(site.Poison.Messages);
        Assert.Equal(["sign-in"], await ActionsAsync(site));
    }

    [Fact]
    public async Task Who_may_only_read_sees_no_poison_no_audit_log_and_changes_nothing()
    {
        await using var site = await OpsSite.StartAsync();
        var id = await site.AddAsync("u1", OnboardingStep.AwaitingContract);

        foreach (var path in new[] { $"/ops/onboardings/{id}/cancel", "/ops/bulk/cancel", "/ops/poison", $"/ops/poison/{Message}", "/ops/audit" })
        {
            using var asked = await site.Browser.GetAsync(path, Token);
            Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        }

        using var done = await site.PostAsync($"/ops/onboardings/{id}/suspend");
        Assert.Equal(HttpStatusCode.Forbidden, done.StatusCode);
        Assert.Equal(RuntimeStatus.Running, site.Engine.Instances[id].Status);
        Assert.DoesNotContain("/suspend\"", await site.Browser.GetStringAsync($"/ops/onboardings/{id}", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_fits_the_state_is_offered_and_done()
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        var id = await site.AddAsync("u1", OnboardingStep.AwaitingContract);

        var page = await site.Browser.GetStringAsync($"/ops/onboardings/{id}", Token);
        foreach (var (action, offered) in new[] { ("cancel", true), ("suspend", true), ("terminate", true), ("resume", false), ("retry", false), ("review", false), ("purge", false) })
        {
            Assert.Equal(offered, page.Contains($"href=\"/ops/onboardings/{id}/{action}\"", StringComparison.Ordinal));
        }

        using var asked = await site.Browser.GetAsync($"/ops/onboardings/{id}/retry", Token);
        using var done = await site.PostAsync($"/ops/onboardings/{id}/retry");
        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict], [asked.StatusCode, done.StatusCode]);
        Assert.Empty(site.Engine.Events);
    }

    [Fact]
    public async Task What_is_done_is_noted_with_who_what_and_when_and_without_the_reason()
    {
        const string Reason = "张小明 came back";
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        var id = await site.AddAsync("u1", OnboardingStep.AwaitingContract);
        site.Time.Advance(TimeSpan.FromMinutes(1));

        using var done = await site.PostAsync($"/ops/onboardings/{id}/suspend", ("reason", Reason));

        Assert.Equal($"/ops/onboardings/{id}?done=suspend", done.Headers.Location?.ToString());
        Assert.Equal(RuntimeStatus.Suspended, site.Engine.Instances[id].Status);
        Assert.DoesNotContain(Reason, Assert.Single(site.Engine.Reasons)!, StringComparison.Ordinal);
        var entry = (await site.Trail.ListAsync(null, 10, Token))[0];
        Assert.Equal(new AuditEntry(2, site.Time.GetUtcNow(), "operator", "page", "suspend", id, "done", null, null, null, null), entry);
        var audit = WebUtility.HtmlDecode(await site.Browser.GetStringAsync("/ops/audit", Token));
        Assert.Contains(id, audit, StringComparison.Ordinal);
        Assert.DoesNotContain(Reason, audit, StringComparison.Ordinal);
        Assert.DoesNotContain(OpsSite.OperateKey, audit, StringComparison.Ordinal);
        var page = await site.Browser.GetStringAsync($"/ops/onboardings/{id}", Token);
        Assert.Contains("SuspendedByOperator</text>", page, StringComparison.Ordinal);
        Assert.Contains("<td>SuspendedByOperator</td>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "not tried yet")]
    [InlineData(1, "tried once")]
    [InlineData(2, "tried 2 times")]
    public async Task How_often_a_delivery_was_tried_is_told_in_words(int tries, string words)
    {
        await using var site = await OpsSite.StartAsync();
        var id = await site.AddAsync("u1", OnboardingStep.AwaitingContract);
        site.Engine.Instances[id] = site.Engine.Instances[id] with { Status = RuntimeStatus.Terminated };
        var delivery = WorkflowNames.DeliveryId(id, 1, "queue");
        var status = JsonSerializer.Serialize(new DeliveryStatus(DeliveryState.Pending, tries), WorkflowJson.Default.DeliveryStatus);
        site.Engine.Instances[delivery] = site.Engine.Instances[id] with { InstanceId = delivery, Status = RuntimeStatus.Running, CustomStatus = status };

        Assert.Contains($">{words}<", await site.Browser.GetStringAsync($"/ops/onboardings/{id}", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ops/onboardings/13800000000/suspend")]
    [InlineData("/ops/poison/13800000000/discard")]
    public async Task What_was_typed_for_an_id_and_is_none_is_not_noted(string path)
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        using var done = await site.PostAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, done.StatusCode);
        var entry = (await site.Trail.ListAsync(null, 10, Token))[0];
        Assert.Equal((AuditTargets.NotAnId, "not_found"), (entry.Target, entry.Verdict));
    }

    [Theory]
    [InlineData("review", "decision", "perhaps")]
    [InlineData("review", "reason", "no decision")]
    [InlineData("suspend", "reason", "two\nlines")]
    public async Task A_form_is_read_by_the_rules_of_the_API(string action, string field, string value)
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        var id = await site.AddAsync("u1", OnboardingStep.AwaitingReview);
        using var done = await site.PostAsync($"/ops/onboardings/{id}/{action}", (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, done.StatusCode);
        Assert.Empty(site.Engine.Events);
        Assert.Empty(site.Engine.Reasons);
    }

    [Theory]
    [InlineData("approve", "true")]
    [InlineData("reject", "false")]
    public async Task A_review_reaches_the_run(string decision, string approve)
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        var id = await site.AddAsync("u1", OnboardingStep.AwaitingReview);
        using var done = await site.PostAsync($"/ops/onboardings/{id}/review", ("decision", decision));

        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Contains($":{approve}", Assert.Single(site.Engine.Events).Payload, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_repayment_link_is_offered_to_who_ended_in_debt_and_shown_once()
    {
        const string Link = "https://payapp.weixin.qq.com/repay/x?a=1&b=2";
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        var inDebt = await site.AddAsync("u1", OnboardingStep.Completing, new Outcome(OutcomeKind.Cancelled, OutcomeCodes.RepaymentNeeded, "said so", site.Time.GetUtcNow(), "c1"));
        var other = await site.AddAsync("u2", OnboardingStep.Completing, new Outcome(OutcomeKind.Completed, null, null, site.Time.GetUtcNow(), "c2"));
        site.WeChatPay.Repayment = new RepaymentResult(new RepaymentLink(new Sensitive(Link), null), null);
        Assert.Contains($"href=\"/ops/onboardings/{inDebt}/repayment-url\"", await site.Browser.GetStringAsync($"/ops/onboardings/{inDebt}", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("repayment-url", await site.Browser.GetStringAsync($"/ops/onboardings/{other}", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"reason\"", await site.Browser.GetStringAsync($"/ops/onboardings/{inDebt}/repayment-url", Token), StringComparison.Ordinal);

        using var shown = await site.PostAsync($"/ops/onboardings/{inDebt}/repayment-url");
        using var refused = await site.PostAsync($"/ops/onboardings/{other}/repayment-url");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], [shown.StatusCode, refused.StatusCode]);
        Assert.Contains(Link, WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
        Assert.Equal(1, site.WeChatPay.Count("repayment"));
        var audit = await site.Trail.ListAsync(null, 10, Token);
        Assert.Equal([("repayment-url", other, "refused", "not_in_debt"), ("repayment-url", inDebt, "done", null)], audit.Take(2).Select(entry => (entry.Action, entry.Target, entry.Verdict, entry.Code)));
        Assert.DoesNotContain(Link, WebUtility.HtmlDecode(await site.Browser.GetStringAsync($"/ops/onboardings/{inDebt}", Token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_bulk_the_dry_run_changes_nothing_and_the_form_does_it_to_all_that_match()
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        var waiting = new[] { await site.AddAsync("u1", OnboardingStep.AwaitingContract), await site.AddAsync("u2", OnboardingStep.AwaitingContract) };
        var other = await site.AddAsync("u3", OnboardingStep.AwaitingReview);

        var asked = await site.Browser.GetStringAsync("/ops/bulk/suspend?state=AwaitingContract", Token);
        Assert.Contains("Matching onboardings: 2<", asked, StringComparison.Ordinal);
        Assert.All(waiting, id => Assert.Equal(RuntimeStatus.Running, site.Engine.Instances[id].Status));

        using var done = await site.PostAsync("/ops/bulk/suspend", ("state", "AwaitingContract"));
        Assert.Contains("2 matched: 2 done, 0 refused", await done.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.All(waiting, id => Assert.Equal(RuntimeStatus.Suspended, site.Engine.Instances[id].Status));
        Assert.Equal(RuntimeStatus.Running, site.Engine.Instances[other].Status);
        var entries = await site.Trail.ListAsync(null, 10, Token);
        Assert.Equal(("bulk/suspend", "step=AwaitingContract", "done", 2, 2, 0), (entries[0].Action, entries[0].Target, entries[0].Verdict, entries[0].Matched, entries[0].Done, entries[0].Refused));
        Assert.Equal("dry_run", entries[1].Verdict);
    }

    [Fact]
    public async Task Poison_is_shown_with_what_was_wrong_requeued_or_discarded()
    {
        await using var site = await OpsSite.StartAsync(key: OpsSite.OperateKey);
        AddPoison(site);
        Assert.Contains("must be 11 digits", await site.Browser.GetStringAsync("/ops/poison", Token), StringComparison.Ordinal);
        Assert.Contains(Message, await site.Browser.GetStringAsync($"/ops/poison/{Message}", Token), StringComparison.Ordinal);

        using var invalid = await site.PostAsync($"/ops/poison/{Message}/requeue", ("request", """{"business_name": "张小明"}"""));
        var refused = WebUtility.HtmlDecode(await invalid.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
        Assert.DoesNotContain("张小明", refused, StringComparison.Ordinal);
        Assert.Single(site.Poison.Messages);

        using var requeued = await site.PostAsync($"/ops/poison/{Message}/requeue", ("request", ""));
        Assert.Equal("/ops/poison?done=requeue", requeued.Headers.Location?.ToString());
        AddPoison(site);
        using var discarded = await site.PostAsync($"/ops/poison/{Message}/discard");
        Assert.Equal("/ops/poison?done=discard", discarded.Headers.Location?.ToString());
        Assert.Empty(site.Poison.Messages);
        Assert.Equal(["poison/discard", "poison/requeue", "poison/requeue", "sign-in"], await ActionsAsync(site));
    }

    private static void AddPoison(OpsSite site) => site.Poison.Messages[Message] = new PoisonMessage(
        PoisonReasons.Invalid,
        new Dictionary<string, IReadOnlyList<string>> { ["presign.facepay_user.phone"] = ["must be 11 digits"] },
        Message,
        site.Time.GetUtcNow(),
        1,
        "ofs1.sealed");

    private static async Task<IEnumerable<string>> ActionsAsync(OpsSite site) => (await site.Trail.ListAsync(null, 10, Token)).Select(entry => entry.Action);
}
