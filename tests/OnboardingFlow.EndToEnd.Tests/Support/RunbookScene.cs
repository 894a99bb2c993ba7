using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests.Support;

/// <summary>A running system that is brought into the situations of docs/runbook.md, one after the other.</summary>
internal sealed class RunbookScene(Stack stack, WebhookReceiver webhook) : IAsyncDisposable
{
    private bool _signingKeyDisabled;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Where commands are run: with the files that they name.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("onboarding-runbook-").FullName;

    /// <summary>What stands for the page's placeholders now.</summary>
    public Dictionary<string, string> Placeholders { get; } = new(StringComparer.Ordinal);

    public Stack Stack => stack;

    /// <summary>What shows that the section's fix is one; run once all is well again.</summary>
    public Func<Task> Afterwards { get; private set; } = () => Task.CompletedTask;

    public static async Task<RunbookScene> StartAsync()
    {
        var webhook = new WebhookReceiver();
        var scene = new RunbookScene(await Stack.StartAsync($"--Webhook:Url={webhook.Address}webhook"), webhook);
        Directory.CreateDirectory(Path.Combine(scene.Folder, "samples"));
        await File.WriteAllTextAsync(Path.Combine(scene.Folder, "samples", "student.json"), Repository.Sample("student.json"), Stop);
        await File.WriteAllTextAsync(Path.Combine(scene.Folder, "repaired.json"), Person.New().Json(), Stop);
        return scene;
    }

    /// <summary>A person who has come to this step is <c>ID</c> from now on.</summary>
    public async Task<Person> PersonInAsync(string step)
    {
        var person = await SendAsync();
        await stack.UntilStepAsync(person.InstanceId, step);
        return person;
    }

    /// <summary>A person is sent, and is <c>ID</c> from now on.</summary>
    public async Task<Person> SendAsync()
    {
        var person = Person.New();
        Placeholders["ID"] = person.InstanceId;
        await stack.SendAsync(person.Json());
        return person;
    }

    public async Task RefusedPresignAsync(int status, string code, Func<JsonNode, bool> until)
    {
        var fault = new JsonObject { ["on"] = "presign", ["action"] = "status", ["status"] = status, ["code"] = code, ["count"] = 1 };
        using var answer = await stack.WeChatPay.PostAsync(new Uri("_emulator/faults", UriKind.Relative), Stack.Json(fault.ToJsonString()), Stop);
        answer.EnsureSuccessStatusCode();
        await stack.UntilAsync((await SendAsync()).InstanceId, until);
    }

    public async Task CompletedPersonAsync()
    {
        var person = await PersonInAsync("AwaitingContract");
        await stack.PersonAsync(person, "sign");
        await stack.UntilOutcomeAsync(person.InstanceId);
    }

    public async Task TwoPoisonMessagesAsync()
    {
        for (var number = 0; number < 2; number++)
        {
            var body = Person.New().Body();
            body["facepay_user"]!["phone"] = "12345";
            await stack.SendAsync(body.ToJsonString());
        }

        await stack.UntilRequestsAreTakenAsync();
        using var answer = await stack.Api.GetAsync(new Uri("api/poison", UriKind.Relative), Stop);
        var items = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Stop))!["items"]!.AsArray();
        Assert.Equal(2, items.Count);
        Placeholders["OTHER_MESSAGE_ID"] = items[0]!["message_id"]!.GetValue<string>();
        Placeholders["MESSAGE_ID"] = items[1]!["message_id"]!.GetValue<string>();
    }

    /// <summary>The vault answers nothing, to a host that has read nothing of it yet.</summary>
    public async Task VaultOutOfReachAsync()
    {
        await stack.KillHostAsync();
        await Stack.FaultAsync(stack.KeyVault, "*", "drop_before", count: 0);
        await stack.StartHostAsync();
    }

    /// <summary>A person is parked because nothing can be signed, and the host says so.</summary>
    public async Task SigningKeyDisabledAsync()
    {
        _signingKeyDisabled = true;
        await VaultControl.EnableAsync(stack, VaultControl.SigningKey, false);
        await PersonInAsync("NeedsAttention");
        await VaultControl.UntilReadyAsync(stack, ready: false);
    }

    /// <summary>Our clock is ten minutes ahead of WeChat Pay's: calls are refused, and its notifications are turned away.</summary>
    public async Task ClockAheadAsync()
    {
        var signed = await PersonInAsync("AwaitingContract");
        await SetClockAsync(-600);
        await stack.PersonAsync(signed, "sign");
        await UntilLoggedAsync("our clock is probably ahead");
        var waiting = await SendAsync();
        await UntilLoggedAsync("an answer 401 SIGN_ERROR that can't be believed");
        Afterwards = () => stack.UntilStepAsync(waiting.InstanceId, "AwaitingContract");
    }

    /// <summary>All that LocalHost trusts of WeChat Pay's is a certificate that ends in a week.</summary>
    public async Task CertificateEndsSoonAsync()
    {
        var file = Path.Combine(stack.Folder, "emulators", "localhost.settings.json");
        var before = await File.ReadAllTextAsync(file, Stop);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=about to end", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7).AddHours(1));
        var serial = certificate.SerialNumber;
        var settings = JsonNode.Parse(before)!;
        settings["WeChatPay"]!["PublicKeys"] = new JsonArray(new JsonObject { ["Serial"] = serial, ["Pem"] = certificate.ExportCertificatePem() });
        await File.WriteAllTextAsync(file, settings.ToJsonString(), Stop);
        await UntilAsync(IsInUseAsync);
        Afterwards = async () =>
        {
            await File.WriteAllTextAsync(file, before, Stop);
            await UntilAsync(async () => !await IsInUseAsync());
        };

        async Task<bool> IsInUseAsync() => (await stack.Api.GetStringAsync(new Uri("readyz", UriKind.Relative), Stop)).Contains(serial, StringComparison.Ordinal);
    }

    /// <summary>LocalHost can't write its files any more, and meets that as somebody signs.</summary>
    public async Task DiskFullAsync()
    {
        var person = await PersonInAsync("AwaitingContract");
        await stack.LimitHostFilesAsync(4096);
        await stack.PersonAsync(person, "sign");
        await VaultControl.UntilReadyAsync(stack, ready: false, "engine");
        using var refused = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(Person.New().Json()), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Afterwards = async () =>
        {
            await VaultControl.UntilReadyAsync(stack, ready: true, "engine");
            await stack.UntilOutcomeAsync(person.InstanceId);
        };
    }

    /// <summary>Somebody has completed and the provider's system doesn't want to hear of it.</summary>
    public async Task WebhookFailsAsync()
    {
        webhook.Answers = 500;
        await CompletedPersonAsync();
        var id = Placeholders["ID"];
        await stack.UntilAsync(id, view => ToWebhook(view) is ("pending", >= 1));
        Afterwards = () => stack.UntilAsync(id, view => ToWebhook(view) is ("delivered", >= 2));
    }

    /// <summary>All is well again.</summary>
    public async Task CalmAsync()
    {
        webhook.Answers = 204;
        await SetClockAsync(0);
        if (!stack.HostHasExited)
        {
            await stack.LimitHostFilesAsync(null);
        }

        Placeholders.Clear();
        await Stack.ClearFaultsAsync(stack.WeChatPay);
        await Stack.ClearFaultsAsync(stack.KeyVault);
        if (_signingKeyDisabled)
        {
            _signingKeyDisabled = false;
            await VaultControl.EnableAsync(stack, VaultControl.SigningKey, true);
            await VaultControl.UntilReadyAsync(stack, ready: true);
        }
        await Afterwards();
        Afterwards = () => Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await stack.DisposeAsync();
        await webhook.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static (string State, int Tries) ToWebhook(JsonNode view) =>
        view["deliveries"]!.AsArray().Where(delivery => delivery!["channel"]!.GetValue<string>() == "webhook")
            .Select(delivery => (delivery!["state"]!.GetValue<string>(), delivery["tries"]!.GetValue<int>())).FirstOrDefault(("", 0));

    private async Task SetClockAsync(int ahead)
    {
        using var answer = await stack.WeChatPay.PutAsync(new Uri("_emulator/settings", UriKind.Relative), Stack.Json($$"""{"clock_offset_s":{{ahead}}}"""), Stop);
        answer.EnsureSuccessStatusCode();
    }

    private Task UntilLoggedAsync(string text) => UntilAsync(() => Task.FromResult(stack.HostOutput.Contains(text, StringComparison.Ordinal)));

    private async Task UntilAsync(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string? what = null)
    {
        for (var look = 0; !await holds(); look++)
        {
            Assert.True(look < 600, $"It didn't come to this within a minute: {what}\n{stack.HostOutput}");
            await Task.Delay(100, Stop);
        }
    }
}
