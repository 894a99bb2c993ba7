using System.Net;
using System.Text;
using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.WeChatPay.Persons;

namespace OnboardingFlow.Emulators.WeChatPay.Phone;

/// <summary>The page's text. It shows the merchant's ids of persons, never names or phones.</summary>
internal static class PhonePage
{
    /// <summary>Fetches the list again every two seconds, unless somebody is at one of its buttons; without script, reload.</summary>
    internal const string Script = """
        setInterval(async () => {
          const list = document.getElementById("people");
          if (list.contains(document.activeElement)) return;
          try {
            const answer = await fetch(location.pathname, { cache: "no-store" });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            list.replaceWith(page.getElementById("people"));
          } catch { /* The emulator is away: the next turn tries again. */ }
        }, 2000);
        """;

    private const string Head = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>The person's phone · 用户手机</title>
        <style>
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
        body { max-width: 40rem; margin: 1.5rem auto; padding: 0 1rem; line-height: 1.5; }
        ul { list-style: none; padding: 0; }
        li { border: 1px solid; border-radius: .75rem; padding: .75rem 1rem; margin: .75rem 0; }
        h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
        p { margin: .25rem 0 .5rem; }
        form { display: flex; flex-wrap: wrap; gap: .5rem; }
        button { font: inherit; padding: .4rem .8rem; border-radius: .5rem; border: 1px solid; background: transparent; color: inherit; cursor: pointer; }
        button.main { background: #06632f; color: #fff; border-color: #06632f; }
        </style>
        <script src="/_emulator/phone.js" defer></script>
        </head>
        <body>
        <main>
        <h1>The person's phone · 用户手机</h1>
        <p>Whoever was presigned, as WeChat shows it to them. 已预签约的用户在微信中的操作。</p>

        """;

    /// <param name="persons">Whom to show, who waits first.</param>
    /// <param name="more">Whether there are more than these.</param>
    /// <param name="told">What came of the last button, or empty.</param>
    /// <param name="now">The time.</param>
    internal static string Html(IReadOnlyList<Person> persons, bool more, string told, DateTimeOffset now)
    {
        var page = new StringBuilder(Head);
        page.Append("<p role=\"status\">").Append(WebUtility.HtmlEncode(told)).Append("</p>\n<section id=\"people\" aria-label=\"People\">\n<ul>\n");
        foreach (var person in persons)
        {
            Append(page, person, now);
        }

        page.Append("</ul>\n");
        page.Append(persons.Count == 0 ? "<p>Nobody waits. 暂无待签约用户。</p>\n" : more ? "<p>There are more. 还有更多用户未显示。</p>\n" : "");
        return page.Append("</section>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, Person person, DateTimeOffset now)
    {
        var user = WebUtility.HtmlEncode(person.OutUserId);
        var live = person.Tokens.Count > 0 && person.Tokens[0].ExpiresAt > now;
        var says = person.IsContracted
            ? "signed · 已签约"
            : live ? $"waits to sign, token good for {(person.Tokens[0].ExpiresAt - now).TotalSeconds:F0} s · 待签约" : "the token has run out · 令牌已过期";
        page.Append("<li><h2>").Append(user).Append("</h2><p>").Append(WebUtility.HtmlEncode(person.OrganizationId)).Append(": ").Append(says).Append("</p>\n")
            .Append("<form method=\"post\" action=\"").Append(ControlApi.Prefix).Append("/phone\">")
            .Append("<input type=\"hidden\" name=\"organization_id\" value=\"").Append(WebUtility.HtmlEncode(person.OrganizationId)).Append("\">")
            .Append("<input type=\"hidden\" name=\"out_user_id\" value=\"").Append(user).Append("\">");
        if (person.IsContracted)
        {
            Button(page, "terminate", "End the contract · 解约", user, main: false);
        }
        else if (live)
        {
            Button(page, "sign", "Sign · 签约", user, main: true);
            Button(page, "refuse", "Refuse · 拒绝", user, main: false);
            Button(page, "expire", "Let the token run out · 令牌过期", user, main: false);
        }

        page.Append("</form></li>\n");
    }

    private static void Button(StringBuilder page, string action, string label, string user, bool main) => page
        .Append("<button name=\"action\" value=\"").Append(action).Append(main ? "\" class=\"main" : "")
        .Append("\" aria-label=\"").Append(label).Append(" – ").Append(user).Append("\">").Append(label).Append("</button>");
}
