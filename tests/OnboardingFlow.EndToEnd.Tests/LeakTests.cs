using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>Planted personal data is searched for in every file, queue, log and answer that a run wrote.</summary>
public sealed class LeakTests
{
    private static readonly string[] Traced = ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:OnboardingFlow=Trace", "--Logging:LogLevel:Microsoft=Trace"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_search_finds_a_value_in_every_form_wherever_it_stands()
    {
        const string value = "卓普兰婷·费林莫多 13791357913";
        var utf8 = Encoding.UTF8.GetBytes(value);
        string[] hidden =
        [
            $"x{value}y",
            Convert.ToBase64String([.. "a"u8, .. utf8, .. "zz"u8]),
            Convert.ToBase64String([.. "ab"u8, .. utf8]),
            Convert.ToBase64String([.. utf8, .. "zz"u8]),
            Convert.ToHexStringLower(utf8),
            Uri.EscapeDataString(value),
            new JsonObject { ["a"] = value }.ToJsonString(),
        ];

        foreach (var text in hidden)
        {
            var search = new LeakSearch(new Dictionary<string, string> { ["it"] = value });
            search.Look("here", text);
            Assert.NotEmpty(search.Found);
        }

        var wide = new LeakSearch(new Dictionary<string, string> { ["it"] = value });
        wide.Look("here", Encoding.Unicode.GetBytes(value));
        Assert.NotEmpty(wide.Found);
    }

    [Fact]
    public async Task A_person_who_comes_over_http_leaves_nothing_in_clear_anywhere()
    {
        await using var collector = new OtlpCollector();
        await using var outside = new WebhookReceiver();
        await using var stack = await Stack.StartTracedAsync(collector, [.. Traced, $"--Webhook:Url={outside.Address}webhook"]);
        var signed = Person.New();
        var cancelled = Person.New();
        var token = await OnboardAsync(stack, signed);
        await CancelAsync(stack, cancelled);

        var search = new LeakSearch(new Dictionary<string, string>(PlantedPerson.Values) { ["presign token"] = token, ["API key"] = stack.ApiKey });
        await LookAtAnswersAsync(stack, search, signed, cancelled);
        await LookAtTheCommandAsync(stack, search, signed);
        await outside.UntilAsync(signed.InstanceId, Stop);
        foreach (var (headers, body) in outside.Received)
        {
            search.Look("headers of the webhook", headers);
            search.Look("body of the webhook", body);
        }

        await LookAtQueuesAsync(stack, search);
        await stack.KillHostAsync(); // So that the files are as a crash leaves them, with their WAL.
        search.Look("LocalHost's output", stack.HostOutput);
        LookAtTelemetry(collector, search);
        search.LookAtFolder(stack.HostFolder, file => Path.GetFileName(file) == "api-key");
        search.LookAtFolder(stack.AzuriteFolder);

        Assert.Contains("trce", stack.HostOutput, StringComparison.Ordinal);
        Assert.Empty(search.Found);
    }

    [Fact]
    public async Task A_request_that_its_sender_sealed_is_not_even_readable_in_the_storage_account()
    {
        await using var collector = new OtlpCollector();
        await using var stack = await Stack.StartTracedAsync(collector, Traced);
        var person = Person.New();
        var (pem, version) = await SealingKeyAsync(stack);
        var envelope = PublicKeySealer.SealRequest(pem, version, Encoding.UTF8.GetBytes(PlantedPerson.Data(person).ToJsonString()));
        var request = PlantedPerson.Event(person, new JsonObject { ["sealed"] = envelope }, "onboardingflow.onboarding.requested.sealed.v1");

        await stack.SendAsync(request.ToJsonString());
        await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);

        Assert.Equal("Completed", (await stack.UntilOutcomeAsync(person.InstanceId))["kind"]!.GetValue<string>());
        var search = new LeakSearch(PlantedPerson.Values);
        await LookAtQueuesAsync(stack, search);
        await stack.KillHostAsync(); // So that the files are as a crash leaves them, with their WAL.
        search.Look("LocalHost's output", stack.HostOutput);
        LookAtTelemetry(collector, search);
        search.LookAtFolder(stack.HostFolder);
        search.LookAtFolder(stack.AzuriteFolder);
        Assert.Empty(search.Found);
    }

    [Fact]
    public async Task What_becomes_poison_is_sealed()
    {
        await using var collector = new OtlpCollector();
        await using var stack = await Stack.StartTracedAsync(collector, Traced);
        var invalid = PlantedPerson.Body(Person.New());
        invalid["facepay_user"]!["phone"] = PlantedPerson.Values["user's phone"] + "0";
        invalid["unknown_field"] = PlantedPerson.Values["user's identity number"];
        var truncated = PlantedPerson.Body(Person.New()).ToJsonString()[..^20];
        await stack.SendAsync(invalid.ToJsonString());
        await stack.SendAsync(truncated);
        await stack.UntilRequestsAreTakenAsync();

        using var poison = await stack.Api.GetAsync(new Uri("api/poison", UriKind.Relative), Stop);
        Assert.Equal(2, (await poison.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Stop))!["items"]!.AsArray().Count);
        var search = new LeakSearch(PlantedPerson.Values);
        search.Look("GET /api/poison", await poison.Content.ReadAsStringAsync(Stop));
        await LookAtQueuesAsync(stack, search);
        await stack.KillHostAsync(); // So that the files are as a crash leaves them, with their WAL.
        search.Look("LocalHost's output", stack.HostOutput);
        LookAtTelemetry(collector, search);
        search.LookAtFolder(stack.HostFolder);
        Assert.Empty(search.Found);
    }

    /// <summary>Spans, metrics and log records as they were sent to a collector.</summary>
    private static void LookAtTelemetry(OtlpCollector collector, LeakSearch search)
    {
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            var bodies = collector.Bodies(signal).ToList();
            Assert.NotEmpty(bodies);
            bodies.ForEach(body => search.Look($"OTLP {signal}", body));
        }
    }

    private static async Task<string> OnboardAsync(Stack stack, Person person)
    {
        using var started = await StartAsync(stack, person);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        await stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        using var asked = await stack.Api.PostAsync(new Uri($"api/onboardings/{person.InstanceId}/presign-token", UriKind.Relative), null, Stop);
        var token = (await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Stop))!["presign_token"]!.GetValue<string>();
        await stack.PersonAsync(person, "sign");
        await stack.UntilOutcomeAsync(person.InstanceId);
        return token;
    }

    private static async Task CancelAsync(Stack stack, Person person)
    {
        using var started = await StartAsync(stack, person);
        await stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        var body = new JsonObject { ["terminate_contract"] = true, ["reason"] = PlantedPerson.Values["reason"] };
        using var cancelled = await stack.Api.PostAsync(
            new Uri($"api/onboardings/{person.InstanceId}/cancel", UriKind.Relative), Stack.Json(body.ToJsonString()), Stop);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
    }

    private static Task<HttpResponseMessage> StartAsync(Stack stack, Person person) => stack.Api.PostAsync(
        new Uri("api/onboardings", UriKind.Relative),
        Stack.Json(PlantedPerson.Event(person, PlantedPerson.Data(person)).ToJsonString()),
        Stop);

    private static async Task LookAtAnswersAsync(Stack stack, LeakSearch search, params Person[] persons)
    {
        string[] paths =
        [
            "api/onboardings", "api/counts", "metrics", "readyz", "openapi/v1.json",
            .. persons.SelectMany(person => new[] { $"api/onboardings/{person.InstanceId}", $"api/onboardings/{person.InstanceId}/timeline" }),
        ];
        foreach (var path in paths)
        {
            using var answer = await stack.Api.GetAsync(new Uri(path, UriKind.Relative), Stop);
            search.Look(path, await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Stop));
        }

        var broken = PlantedPerson.Body(persons[0]);
        broken["facepay_user"]!["phone"] = "x" + PlantedPerson.Values["user's phone"];
        broken["facepay_user"]!["identification"]!["identification_number"] = PlantedPerson.Values["user's identity number"] + "1";
        using var refused = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(broken.ToJsonString()), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        search.Look("problem details", await refused.Content.ReadAsStringAsync(Stop));
        await LookAtOperationsPageAsync(stack, search, persons);
    }

    private static async Task LookAtOperationsPageAsync(Stack stack, LeakSearch search, Person[] persons)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = stack.Api.BaseAddress };
        using var login = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = stack.ApiKey });
        using var overview = await browser.PostAsync(new Uri("ops/login", UriKind.Relative), login, Stop);
        search.Look("operations page", await overview.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Stop));
        var html = await browser.GetStringAsync(new Uri("ops/onboardings", UriKind.Relative), Stop);
        Assert.Contains(persons[0].InstanceId, html, StringComparison.Ordinal);
        search.Look("operations page", html);
        string[] paths =
        [
            "ops/poison", "ops/audit", "ops/bulk/purge?state=Completed", $"ops/onboardings/{persons[0].InstanceId}/purge",
            .. persons.Select(person => $"ops/onboardings/{person.InstanceId}"),
        ];
        foreach (var path in paths)
        {
            search.Look(path, await browser.GetStringAsync(new Uri(path, UriKind.Relative), Stop));
        }

        await LookAtFormsAsync(browser, search, html.Split("name=\"form_token\" value=\"")[1].Split('"')[0], persons[0]);
        using var events = new StreamReader(await browser.GetStreamAsync(new Uri("ops/events", UriKind.Relative), Stop));
        search.Look("server-sent events", await events.ReadLineAsync(Stop) + await events.ReadLineAsync(Stop));
    }

    /// <summary>What an operator types, also in the wrong field, isn't shown again and isn't written down.</summary>
    private static async Task LookAtFormsAsync(HttpClient browser, LeakSearch search, string formToken, Person person)
    {
        (string Path, string Field, string Value)[] forms =
        [
            ($"ops/onboardings/{person.InstanceId}/cancel", "reason", PlantedPerson.Values["reason"]),
            ($"ops/onboardings/{person.InstanceId}/review", "decision", PlantedPerson.Values["reason"]),
            ($"ops/poison/{Guid.NewGuid()}/requeue", "request", PlantedPerson.Body(person).ToJsonString()),
            ($"ops/poison/{Guid.NewGuid()}/requeue", "request", "{" + PlantedPerson.Values["reason"]),
        ];
        foreach (var (path, field, value) in forms)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["form_token"] = formToken, [field] = value });
            using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), form, Stop);
            Assert.False(answer.IsSuccessStatusCode);
            search.Look(path.Split('/')[1], await answer.Content.ReadAsStringAsync(Stop));
        }
    }

    private static async Task LookAtQueuesAsync(Stack stack, LeakSearch search)
    {
        foreach (var name in new[] { "onboarding-requests-poison", "onboarding-events" })
        {
            foreach (var message in (await stack.Queue(name).PeekMessagesAsync(32, Stop)).Value)
            {
                search.Look(name, message.Body.ToMemory().Span);
            }
        }
    }

    private static async Task LookAtTheCommandAsync(Stack stack, LeakSearch search, Person signed)
    {
        var broken = PlantedPerson.Body(signed);
        broken["facepay_user"]!["phone"] = PlantedPerson.Values["user's phone"] + "0";
        var file = Path.Combine(stack.Folder, "broken.json");
        await File.WriteAllTextAsync(file, broken.ToJsonString(), Stop);
        string[][] calls =
        [
            ["get", signed.InstanceId], ["list", "--output", "json"], ["timeline", signed.InstanceId], ["counts"], ["poison", "list"], ["doctor"], ["rewrap"], ["start", file],
        ];
        foreach (var call in calls)
        {
            var said = await OurCommand.OnboardingAsync(stack, call, Stop);
            Assert.NotEmpty(said);
            search.Look($"onboarding {call[0]}", said);
        }
    }

    /// <summary>What a sender does: the public part of the sealing key, as Key Vault gives it.</summary>
    private static async Task<(string Pem, string Version)> SealingKeyAsync(Stack stack)
    {
        var key = await VaultControl.NewestAsync(stack, VaultControl.SealingKey);
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = System.Buffers.Text.Base64Url.DecodeFromChars(key["n"]!.GetValue<string>()),
            Exponent = System.Buffers.Text.Base64Url.DecodeFromChars(key["e"]!.GetValue<string>()),
        });
        return (rsa.ExportSubjectPublicKeyInfoPem(), key["kid"]!.GetValue<string>().Split('/')[^1]);
    }
}
