using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

public sealed class RepaymentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_in_debt_gets_a_link_on_demand_that_is_written_down_nowhere()
    {
        await using var collector = new OtlpCollector();
        await using var stack = await Stack.StartTracedAsync(
            collector, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:OnboardingFlow=Trace", "--Logging:LogLevel:Microsoft=Trace");
        var person = Person.New();
        await Debt.EndInDebtAsync(stack, person);

        var byApi = await LinkAsync(stack, person);
        var byCommand = (await OurCommand.OnboardingAsync(stack, ["repayment-url", person.InstanceId, "--output", "json"], Stop)).Trim();
        var byPage = await LinkOnThePageAsync(stack, person);
        string[] links = [byApi["repayment_url"]!.GetValue<string>(), JsonNode.Parse(byCommand)!["repayment_url"]!.GetValue<string>(), byPage];
        Assert.All(links, link => Assert.StartsWith("https://payapp.weixin.qq.com/emulated-repayment/", link, StringComparison.Ordinal));
        Assert.Distinct(links);
        Assert.NotNull(byApi["expires_at"]);

        await Debt.SetAsync(stack, person, false);
        using var repaid = await AskAsync(stack, person);
        Assert.Equal(HttpStatusCode.Conflict, repaid.StatusCode);
        Assert.Equal("not_in_debt", (await repaid.Content.ReadFromJsonAsync<JsonNode>(Stop))!["code"]!.GetValue<string>());

        await stack.KillHostAsync(); // So that the files are as a crash leaves them, with their WAL.
        var search = new LeakSearch(links.Select((link, number) => ($"link {number}", link.Split('/')[^1])).ToDictionary());
        search.Look("LocalHost's output", stack.HostOutput);
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            collector.Bodies(signal).ToList().ForEach(body => search.Look($"OTLP {signal}", body));
        }

        search.LookAtFolder(stack.HostFolder);
        search.LookAtFolder(stack.AzuriteFolder);
        Assert.Contains("trce", stack.HostOutput, StringComparison.Ordinal);
        Assert.Empty(search.Found);
    }

    private static Task<HttpResponseMessage> AskAsync(Stack stack, Person person) =>
        stack.Api.PostAsync(new Uri($"api/onboardings/{person.InstanceId}/repayment-url", UriKind.Relative), null, Stop);

    private static async Task<JsonNode> LinkAsync(Stack stack, Person person)
    {
        using var answer = await AskAsync(stack, person);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    private static async Task<string> LinkOnThePageAsync(Stack stack, Person person)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = stack.Api.BaseAddress };
        using var login = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = stack.ApiKey });
        using var signedIn = await browser.PostAsync(new Uri("ops/login", UriKind.Relative), login, Stop);
        var page = new Uri($"ops/onboardings/{person.InstanceId}/repayment-url", UriKind.Relative);
        var asked = await browser.GetStringAsync(page, Stop);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["form_token"] = asked.Split("name=\"form_token\" value=\"")[1].Split('"')[0] });
        using var answer = await browser.PostAsync(page, form, Stop);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Stop)).Split("id=\"repayment-url\"")[1].Split('>')[1].Split('<')[0];
    }
}
