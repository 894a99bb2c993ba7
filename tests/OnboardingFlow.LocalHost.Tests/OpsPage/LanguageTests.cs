using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.LocalHost.OpsPage.Texts;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

public sealed partial class LanguageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "src", "OnboardingFlow.LocalHost", "OpsPage");

    /// <summary>Words of the API that pages show: of the timeline, the poison queue and the audit log.</summary>
    private static readonly string[] Shown =
        ["Activity", "Event", "Timer", "Ok", "Invalid", "Unreadable", "Conflict", "Gave up", "Done", "Refused", "Not found", "Dry run", "Fault", "Not known", "api", "page", "Pending", "Delivered"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("fr, zh-Hans;q=0.5", "zh-CN")]
    [InlineData("zh;q=0.3, en-GB;q=0.8", "en")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    public async Task A_browser_gets_the_language_that_it_asks_for(string wishes, string tag)
    {
        await using var site = await OpsSite.StartAsync();
        site.Browser.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", wishes);

        var page = await site.Browser.GetStringAsync("/ops", Token);

        Assert.Contains($"<html lang=\"{tag}\">", page, StringComparison.Ordinal);
        Assert.Contains(tag == "en" ? "Funnel of steps" : "步骤漏斗", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_language_stays_and_leads_back_to_the_page()
    {
        await using var site = await OpsSite.StartAsync();
        site.Browser.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "en");
        var list = await site.Browser.GetStringAsync("/ops/onboardings?state=Failed", Token);
        var link = WebUtility.HtmlDecode(LanguageLink().Match(list).Groups[1].Value);

        using var chosen = await site.Browser.GetAsync(link, Token);

        Assert.Equal("/ops/onboardings?state=Failed", chosen.Headers.Location?.ToString());
        Assert.Contains("<html lang=\"zh-CN\">", await site.Browser.GetStringAsync("/ops", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ops/onboardings/typed-13800000000")]
    [InlineData("/ops/onboardings/ob-aaaaaaaaaaaaaaaaaaaaaaaaaa?typed=13800000000")]
    [InlineData("/ops/onboardings?state=typed-13800000000")]
    public async Task A_page_of_a_problem_does_not_repeat_what_was_typed(string path)
    {
        await using var site = await OpsSite.StartAsync();
        using var answer = await site.Browser.GetAsync(path, Token);
        var page = await answer.Content.ReadAsStringAsync(Token);

        Assert.InRange((int)answer.StatusCode, 400, 404);
        Assert.DoesNotContain("typed", page, StringComparison.Ordinal);
        Assert.Contains("/ops/language?tag=zh-CN&amp;back=%2Fops\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/ops")]
    [InlineData("/opsy")]
    [InlineData("/ops/\r\nSet-Cookie: a=b")]
    public async Task The_switch_leads_nowhere_else(string back)
    {
        await using var site = await OpsSite.StartAsync();
        using var chosen = await site.Browser.GetAsync($"/ops/language?tag=en&back={Uri.EscapeDataString(back)}", Token);

        Assert.Equal("/ops", chosen.Headers.Location?.ToString());
    }

    [Fact]
    public void Every_text_has_its_Chinese_and_no_Chinese_is_left_over()
    {
        var used = Directory.EnumerateFiles(Page, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToList();
        var direct = used.SelectMany(source => Texts().Matches(source)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var names = Enum.GetNames<OnboardingStep>().Concat(Enum.GetNames<OutcomeKind>()).ToHashSet(StringComparer.Ordinal);
        var chinese = XDocument.Load(Path.Combine(Page, "Texts", "Chinese.resx")).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(direct.Concat(names).Concat(Shown).Except(chinese));
        Assert.DoesNotContain(
            chinese, text => !direct.Contains(text) && !names.Contains(text) && !used.Exists(source => source.Contains($"\"{text}\"", StringComparison.Ordinal)) && !Shown.Contains(text));
        Assert.Equal(chinese.Count, chinese.Distinct(StringComparer.OrdinalIgnoreCase).Count()); // Names of resources are the same in any case.
        Assert.All(chinese, text => Assert.NotEqual(text, OpsText.In(OpsLanguage.Chinese, text)));
    }

    [GeneratedRegex("""(?:\bT|\btext)\["((?:[^"\\]|\\.)*)["](?=[,\]])""")]
    private static partial Regex Texts();

    [GeneratedRegex("""href="(/ops/language[^"]*)""")]
    private static partial Regex LanguageLink();
}
