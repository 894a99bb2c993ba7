using System.Net;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>The page of the persons' phones, as a browser uses it.</summary>
public sealed class PhoneTests
{
    private const string Page = "/_emulator/phone";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_is_listed_without_personal_data_and_signs_by_a_button()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.PresignAsync("u1");
        using var browser = new HttpClient { BaseAddress = test.Host.WeChatPayAddress };

        var waiting = await browser.GetStringAsync(Page, Stop);
        var signed = await ClickAsync(browser, "u1", "sign");

        Assert.Contains("<h2>u1</h2>", waiting, StringComparison.Ordinal);
        Assert.Contains("value=\"refuse\"", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("张小明", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", waiting, StringComparison.Ordinal);
        Assert.Contains("u1 has signed.", signed, StringComparison.Ordinal);
        Assert.Equal("CONTRACTED", (await test.GetUserAsync("u1")).Json.GetProperty("contract_state").GetString());
        Assert.Contains("u1 has ended the contract.", await ClickAsync(browser, "u1", "terminate"), StringComparison.Ordinal);
        Assert.Equal("TERMINATED", (await test.GetUserAsync("u1")).Json.GetProperty("contract_state").GetString());
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("expire")]
    public async Task Who_refused_or_let_the_token_run_out_cannot_sign_and_is_told_so(string action)
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.PresignAsync("u1");
        using var browser = new HttpClient { BaseAddress = test.Host.WeChatPayAddress };

        await ClickAsync(browser, "u1", action);

        Assert.Contains("no live presign token", await ClickAsync(browser, "u1", "sign"), StringComparison.Ordinal);
        Assert.Equal("NOT_CONTRACTED", (await test.GetUserAsync("u1")).Json.GetProperty("contract_state").GetString());
    }

    [Fact]
    public async Task A_form_that_another_site_sends_does_nothing()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.PresignAsync("u1");
        using var browser = new HttpClient { BaseAddress = test.Host.WeChatPayAddress };
        browser.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        using var answer = await SendAsync(browser, "u1", "sign");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("NOT_CONTRACTED", (await test.GetUserAsync("u1")).Json.GetProperty("contract_state").GetString());
    }

    [Fact]
    public async Task What_comes_from_outside_is_shown_as_text()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var browser = new HttpClient { BaseAddress = test.Host.WeChatPayAddress };

        var page = await browser.GetStringAsync(Page + "?told=" + Uri.EscapeDataString("<script>alert(1)</script>"), Stop);

        Assert.Contains("&lt;script&gt;alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    private static async Task<string> ClickAsync(HttpClient browser, string user, string action)
    {
        using var answer = await SendAsync(browser, user, action);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string user, string action)
    {
        using var form = new FormUrlEncodedContent(
            [new("organization_id", EmulatorTest.Organization), new("out_user_id", user), new("action", action)]);
        return await browser.PostAsync(Page, form, Stop);
    }
}
