using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OnboardingFlow.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace OnboardingFlow.EndToEnd.Tests.Browser;

/// <summary>The operations page as its users meet it: in a real browser, on a running system.</summary>
public sealed partial class OpsPageInBrowserTests(OpsPageFixture fixture) : IClassFixture<OpsPageFixture>
{
    /// <summary>What makes the page wider than its screen; empty when it isn't.</summary>
    private const string WiderThanTheScreen = """
        document.documentElement.scrollWidth <= innerWidth ? "" : [...document.body.querySelectorAll("*")]
          .filter(part => part.getBoundingClientRect().right > innerWidth + 1 && !part.parentElement.closest(".scroll"))
          .map(part => part.outerHTML.slice(0, 100)).join(", ") || "something that is hidden"
        """;

    private readonly List<string> complaints = [];

    /// <summary>Colours don't depend on the language nor words on the scheme: each once, all pairs with <c>ONBOARDING_TESTS=long</c>.</summary>
    public static TheoryData<string, ColorScheme> Looks { get; } = Environment.GetEnvironmentVariable("ONBOARDING_TESTS") == "long"
        ? new() { { "en", ColorScheme.Light }, { "zh-CN", ColorScheme.Dark }, { "en", ColorScheme.Dark }, { "zh-CN", ColorScheme.Light } }
        : new() { { "en", ColorScheme.Light }, { "zh-CN", ColorScheme.Dark } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing_and_nothing_is_blocked_on_any_page(string locale, ColorScheme scheme)
    {
        SkipWithoutBrowser();
        var poison = await fixture.PoisonAsync(Person.New());
        var page = await fixture.SignInAsync(complaints, locale: locale, scheme: scheme);
        string[] addresses =
        [
            "/ops", "/ops/onboardings", "/ops/onboardings?state=NeedsAttention", "/ops/onboardings?state=Terminated", "/ops/poison", $"/ops/poison/{poison}", "/ops/audit",
            $"/ops/onboardings/{fixture.Signed.InstanceId}", $"/ops/onboardings/{fixture.Waiting.InstanceId}", $"/ops/onboardings/{fixture.Parked.InstanceId}",
            $"/ops/onboardings/{fixture.Waiting.InstanceId}/cancel", $"/ops/onboardings/{fixture.Signed.InstanceId}/purge", "/ops/bulk/suspend?state=AwaitingContract",
        ];
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
            await NothingFoundAsync(page, address);
        }

        Assert.Empty(complaints);
        await page.GotoAsync("/ops/onboardings/ob-aaaaaaaaaaaaaaaaaaaaaaaaaa");
        await NothingFoundAsync(page, "a page of what isn't there");
        await page.Locator("header form button").ClickAsync();
        await NothingFoundAsync(page, "sign-in");
    }

    [Fact]
    public async Task A_person_is_found_and_their_user_id_is_not_sent()
    {
        SkipWithoutBrowser();
        var page = await fixture.SignInAsync(complaints);
        await page.GotoAsync("/ops/onboardings");
        var sent = new List<string>();
        page.Request += (_, request) => sent.Add(request.Url + request.PostData);

        await page.Locator("#find-organization").FillAsync(Person.Organization);
        await page.Locator("#find-user").FillAsync(fixture.Waiting.OutUserId);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("h1")).ToHaveTextAsync(fixture.Waiting.InstanceId);
        Assert.Contains(sent, address => address.Contains(fixture.Waiting.InstanceId, StringComparison.Ordinal));
        Assert.DoesNotContain(sent, address => address.Contains(fixture.Waiting.OutUserId, StringComparison.Ordinal));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_page_follows_what_happens_without_being_reloaded()
    {
        SkipWithoutBrowser();
        var person = await StartedAsync();
        var page = await fixture.SignInAsync(complaints);
        await page.GotoAsync($"/ops/onboardings/{person.InstanceId}");
        await Expect(page.Locator("#live [role=status]")).ToHaveTextAsync("Live");
        await page.EvaluateAsync("window.notReloaded = true");

        await fixture.Stack.PersonAsync(person, "sign");

        await Expect(page.Locator("#now .state.completed").First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Without_events_it_says_that_it_reloads_and_without_a_script_there_is_a_link()
    {
        SkipWithoutBrowser();
        var page = await fixture.SignInAsync(complaints);
        await page.RouteAsync("**/ops/events", route => route.FulfillAsync(new() { Status = 503 }));
        await page.GotoAsync("/ops");
        await Expect(page.Locator("#live [role=status]")).ToHaveTextAsync("Reloads every 15 s");

        var cookies = await page.Context.CookiesAsync();
        await using var plain = await fixture.Browser!.NewContextAsync(new() { JavaScriptEnabled = false, BaseURL = fixture.Stack.Api.BaseAddress!.ToString() });
        await plain.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        var still = await plain.NewPageAsync();
        await still.GotoAsync("/ops/onboardings");
        await still.GetByRole(AriaRole.Link, new() { Name = "Reload" }).ClickAsync();
        await Expect(still.Locator("h1")).ToHaveTextAsync("Onboardings");
        await Expect(still.Locator("#find-person")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_action_is_asked_for_done_once_and_written_down()
    {
        SkipWithoutBrowser();
        var person = await StartedAsync();
        var page = await fixture.SignInAsync(complaints);
        await page.GotoAsync($"/ops/onboardings/{person.InstanceId}");
        await page.GetByRole(AriaRole.Link, new() { Name = "cancel…" }).ClickAsync();
        await page.Locator("#reason").FillAsync("no longer at this school");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes: cancel" }).ClickAsync();

        await Expect(page.Locator("p.done")).ToBeVisibleAsync();
        await page.GotoAsync("/ops/audit");
        var entry = page.Locator("tbody tr").Filter(new() { HasText = person.InstanceId });
        await Expect(entry).ToHaveTextAsync(Noted());
        Assert.DoesNotContain("no longer", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task In_bulk_it_counts_first_and_then_does_what_was_counted()
    {
        SkipWithoutBrowser();
        Person[] persons = [await StartedAsync(), await StartedAsync()];
        var from = DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var page = await fixture.SignInAsync(complaints);
        await page.GotoAsync($"/ops/onboardings?state=AwaitingContract&organization_id={Person.Organization}&created_from={from}");
        await page.Locator(".bulk summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "suspend…" }).ClickAsync();
        await Expect(page.Locator("p.big")).ToHaveTextAsync(Matches());
        foreach (var person in persons)
        {
            await fixture.Stack.UntilAsync(person.InstanceId, view => view["runtime_status"]!.GetValue<string>() == "Running");
        }

        await page.Locator("form button.primary").Last.ClickAsync();

        await Expect(page.Locator("p.done")).ToBeVisibleAsync();
        foreach (var person in persons)
        {
            await fixture.Stack.UntilAsync(person.InstanceId, view => view["runtime_status"]!.GetValue<string>() == "Suspended");
        }

        await page.GotoAsync($"/ops/bulk/resume?state=AwaitingContract&organization_id={Person.Organization}");
        await page.Locator("form button.primary").Last.ClickAsync();
        await Expect(page.Locator("p.done")).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_poison_message_is_repaired_and_becomes_an_onboarding()
    {
        SkipWithoutBrowser();
        var person = Person.New();
        var message = await fixture.PoisonAsync(person);
        var page = await fixture.SignInAsync(complaints);
        await page.GotoAsync("/ops/poison");
        await Expect(page.Locator("tr").Filter(new() { HasText = message })).ToContainTextAsync("must be 11 digits");
        await page.GetByRole(AriaRole.Link, new() { Name = message }).ClickAsync();
        await page.Locator("#request").FillAsync(person.Json());
        await page.GetByRole(AriaRole.Button, new() { Name = "Requeue" }).ClickAsync();

        await Expect(page.Locator("p.done")).ToBeVisibleAsync();
        await fixture.Stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Who_may_only_read_is_offered_nothing_else()
    {
        SkipWithoutBrowser();
        var page = await fixture.SignInAsync(complaints, OpsPageFixture.ReadKey);
        await page.GotoAsync($"/ops/onboardings/{fixture.Waiting.InstanceId}");

        await Expect(page.Locator(".actions")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Audit log" })).ToHaveCountAsync(0);
        Assert.Equal(403, (await page.GotoAsync($"/ops/onboardings/{fixture.Waiting.InstanceId}/cancel"))!.Status);
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        SkipWithoutBrowser();
        var page = await fixture.SignInAsync(complaints);
        await page.GotoAsync("/ops/onboardings");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"));

        await page.Locator("#find-id").FocusAsync();
        await page.Keyboard.TypeAsync(fixture.Waiting.InstanceId);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync(fixture.Waiting.InstanceId);
    }

    [Fact]
    public async Task On_a_phone_nothing_sticks_out()
    {
        SkipWithoutBrowser();
        var page = await fixture.SignInAsync(complaints, width: 390);
        foreach (var address in new[] { "/ops", "/ops/onboardings", $"/ops/onboardings/{fixture.Signed.InstanceId}", "/ops/poison", "/ops/audit" })
        {
            await page.GotoAsync(address);
            var wide = await page.EvaluateAsync<string>(WiderThanTheScreen);
            Assert.True(wide.Length == 0, $"{address}: {wide}");
        }
    }

    /// <summary>Writes the pictures of README.md when <c>ONBOARDING_SCREENSHOTS</c> names a folder.</summary>
    [Fact]
    public async Task Pictures_for_the_readme()
    {
        SkipWithoutBrowser();
        var folder = Environment.GetEnvironmentVariable("ONBOARDING_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "ONBOARDING_SCREENSHOTS names no folder.");
        await fixture.PoisonAsync(Person.New());
        (string Name, string Address, string Locale, ColorScheme Scheme)[] pictures =
        [
            ("ops-overview", "/ops", "en", ColorScheme.Light), ("ops-overview-dark-zh", "/ops", "zh-CN", ColorScheme.Dark), ("ops-list", "/ops/onboardings", "en", ColorScheme.Light),
            ("ops-onboarding", $"/ops/onboardings/{fixture.Signed.InstanceId}", "en", ColorScheme.Light),
            ("ops-attention", $"/ops/onboardings/{fixture.Parked.InstanceId}", "en", ColorScheme.Dark), ("ops-poison", "/ops/poison", "en", ColorScheme.Light),
            ("ops-audit", "/ops/audit", "en", ColorScheme.Light), ("ops-bulk", "/ops/bulk/suspend?state=AwaitingContract", "en", ColorScheme.Light),
        ];
        foreach (var (name, address, locale, scheme) in pictures)
        {
            var page = await fixture.SignInAsync(complaints, locale: locale, scheme: scheme);
            await page.GotoAsync(address);
            await page.Locator("#live [role=status]").Or(page.Locator("h1")).First.WaitForAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, name + ".png"), FullPage = name is not ("ops-list" or "ops-audit") });
            await page.Context.CloseAsync();
        }
    }

    private static async Task NothingFoundAsync(IPage page, string address)
    {
        var result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            $"{address}: {string.Join("; ", result.Violations.Select(found => $"{found.Id}: {string.Join(", ", found.Nodes.Select(node => node.Html))}"))}");
    }

    private async Task<Person> StartedAsync()
    {
        var person = Person.New();
        await fixture.Stack.SendAsync(person.Json());
        await fixture.Stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        return person;
    }

    private void SkipWithoutBrowser() => Assert.SkipWhen(fixture.Browser is null, "There is no Chromium here: tools/chromium/install.sh");

    [GeneratedRegex(@"operator\s+page\s+cancel\s.*Done", RegexOptions.Singleline)]
    private static partial Regex Noted();

    [GeneratedRegex(@"^Matching onboardings: \d+$")]
    private static partial Regex Matches();
}
