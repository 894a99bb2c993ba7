using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Browser;

/// <summary>The whole system with some fifty persons in mixed states, and a real browser.</summary>
public sealed class OpsPageFixture : IAsyncLifetime
{
    /// <summary>A key that may read only.</summary>
    public const string ReadKey = "a-key-that-may-only-read-0123456789";

    /// <summary>Milliseconds that anything may take before a test gives up: speed isn't what these tests are about.</summary>
    private const float Patience = 60_000;

    private const string OperateKey = "a-key-that-may-operate-0123456789";
    private IPlaywright? playwright;

    /// <summary>Null where there is no Chromium.</summary>
    public IBrowser? Browser { get; private set; }

    internal Stack Stack { get; private set; } = null!;

    /// <summary>Somebody whose presign failed once before it went well, and who has signed.</summary>
    internal Person Signed { get; } = Person.New();

    /// <summary>Somebody who is waited for.</summary>
    internal Person Waiting { get; } = Person.New();

    /// <summary>Somebody whose run is parked.</summary>
    internal Person Parked { get; } = Person.New();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Find() is not { } program)
        {
            return;
        }

        Stack = await Stack.StartAsync([.. Key(0, "operator", OperateKey, "operate"), .. Key(1, "reader", ReadKey, "read")]);
        Stack.Api.DefaultRequestHeaders.Authorization = new("Bearer", OperateKey);
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Headless = true, Args = Chromium.Arguments });
        await PopulateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
            playwright!.Dispose();
            await Stack.DisposeAsync();
        }
    }

    /// <summary>A browser profile of its own, signed in. What the page writes to the console is kept in <paramref name="complaints"/>.</summary>
    public async Task<IPage> SignInAsync(List<string> complaints, string key = OperateKey, string locale = "en", ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await Browser!.NewContextAsync(new()
        {
            BaseURL = Stack.Api.BaseAddress!.ToString(),
            Locale = locale,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 860 },
        });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync("/ops/login");
        await page.Locator("#key").FillAsync(key);
        await page.Locator("button.primary").ClickAsync();
        await page.Locator("h1").WaitForAsync();
        return page;
    }

    /// <summary>A message that can't become an onboarding; its id on the poison queue.</summary>
    internal async Task<string> PoisonAsync(Person person)
    {
        var body = person.Body();
        body["facepay_user"]!["phone"] = "12345";
        var sent = await Stack.Queue("onboarding-requests").SendMessageAsync(body.ToJsonString(), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: Stop);
        await Stack.UntilRequestsAreTakenAsync();
        return sent.Value.MessageId;
    }

    private static IEnumerable<string> Key(int number, string name, string key, string role) =>
    [
        $"--Http:ApiKeys:{number}:Name={name}",
        $"--Http:ApiKeys:{number}:Sha256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}",
        $"--Http:ApiKeys:{number}:Roles:0={role}",
    ];

    private async Task PopulateAsync()
    {
        await Stack.FaultAsync(Stack.WeChatPay, "presign", "status", status: 500);
        await StartAsync(Signed);
        await Stack.SignAsync(Signed.InstanceId, Person.Organization, Signed.OutUserId);
        await Stack.UntilOutcomeAsync(Signed.InstanceId);
        await RefuseOurSignatureOnceAsync();
        await StartAsync(Parked);
        await Stack.UntilStepAsync(Parked.InstanceId, "NeedsAttention");
        await StartAsync(Waiting);
        await EmulatePeopleAsync();
    }

    /// <summary>What repeating doesn't help.</summary>
    private async Task RefuseOurSignatureOnceAsync()
    {
        const string Fault = """{"on": "presign", "action": "status", "status": 401, "code": "SIGN_ERROR", "count": 1}""";
        using var answer = await Stack.WeChatPay.PostAsync(new Uri("_emulator/faults", UriKind.Relative), Stack.Json(Fault), Stop);
        answer.EnsureSuccessStatusCode();
    }

    private async Task StartAsync(Person person)
    {
        using var answer = await Stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(person.Json()), Stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The command that makes a demo's persons.</summary>
    private async Task EmulatePeopleAsync()
    {
        var start = new ProcessStartInfo("dotnet", [
            Repository.Program("OnboardingFlow.Cli", "onboarding.dll"), "emulate", "people",
            "--request", Path.Combine(Repository.Root, "samples", "student.json"), "--count", "50",
            "--emulator", Stack.WeChatPay.BaseAddress!.ToString(), "--host", Stack.Api.BaseAddress!.ToString(), "--storage", Stack.Storage,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ONBOARDING_API_KEY"] = OperateKey;
        using var command = Process.Start(start)!;
        var (output, errors) = (command.StandardOutput.ReadToEndAsync(Stop), command.StandardError.ReadToEndAsync(Stop));
        await command.WaitForExitAsync(Stop);
        Assert.True(command.ExitCode == 0, $"emulate people ended with {command.ExitCode}: {await output}{await errors}");
    }
}
