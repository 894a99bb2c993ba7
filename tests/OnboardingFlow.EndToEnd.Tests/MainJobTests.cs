using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

public sealed class MainJobTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sample_goes_from_the_queue_to_completed_and_is_told_once()
    {
        await using var stack = await Stack.StartAsync();
        var person = Person.New();

        await stack.SendAsync(person.Json());
        await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);

        var outcome = await stack.UntilOutcomeAsync(person.InstanceId);
        Assert.Equal("Completed", outcome["kind"]!.GetValue<string>());
        await stack.UntilAsync(person.InstanceId, view => view["deliveries"]![0]!["state"]!.GetValue<string>() == "delivered");
        var published = Assert.Single(await stack.TakeEventsAsync());
        Assert.Equal("onboardingflow.onboarding.ended.v1", published["type"]!.GetValue<string>());
        Assert.Equal(person.InstanceId, published["subject"]!.GetValue<string>());
        Assert.Equal("Completed", published["data"]!["outcome"]!.GetValue<string>());
        Assert.All(await stack.CallsAsync(), call => Assert.True(call["signature_ok"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task An_http_start_goes_to_completed_and_gives_the_token_to_the_mini_program()
    {
        await using var stack = await Stack.StartAsync();
        var person = Person.New();

        using var started = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(person.Json()), Stop);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal($"/api/onboardings/{person.InstanceId}", started.Headers.Location!.ToString());
        await stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        using var token = await stack.Api.PostAsync(new Uri($"api/onboardings/{person.InstanceId}/presign-token", UriKind.Relative), null, Stop);
        var answer = await token.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Stop);
        Assert.NotEmpty(answer!["presign_token"]!.GetValue<string>());
        Assert.Equal("wx5931af4836330935", answer["mini_program"]!["app_id"]!.GetValue<string>());

        await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);

        Assert.Equal("Completed", (await stack.UntilOutcomeAsync(person.InstanceId))["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_same_message_twice_and_a_late_duplicate_are_one_onboarding()
    {
        await using var stack = await Stack.StartAsync();
        var person = Person.New();

        await stack.SendAsync(person.Json());
        await stack.SendAsync(person.Json());
        await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
        await stack.UntilOutcomeAsync(person.InstanceId);
        await stack.SendAsync(person.Json());
        await stack.UntilRequestsAreTakenAsync();

        var view = await stack.UntilAsync(person.InstanceId, view => view["deliveries"]![0]!["state"]!.GetValue<string>() == "delivered");
        Assert.Equal(1, view["run"]!.GetValue<int>());
        Assert.Single(await stack.CallsAsync(), call => call["path"]!.GetValue<string>().Contains("presign", StringComparison.Ordinal));
        Assert.Single(await stack.TakeEventsAsync());
    }

    [Fact]
    public async Task Two_simultaneous_starts_of_one_person_give_one_run_and_truthful_answers()
    {
        await using var stack = await Stack.StartAsync();
        var person = Person.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var answer = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(person.Json()), Stop);
            return answer.StatusCode;
        }));

        Assert.Single(answers, HttpStatusCode.Accepted);
        Assert.Equal(9, answers.Count(status => status == HttpStatusCode.OK));
        await stack.UntilStepAsync(person.InstanceId, "AwaitingContract");
        Assert.Single(await stack.CallsAsync(), call => call["path"]!.GetValue<string>().Contains("presign", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_cannot_become_an_onboarding_is_poison_with_its_reasons_and_sealed()
    {
        await using var stack = await Stack.StartAsync();
        var person = Person.New();
        var body = person.Body();
        body["facepay_user"]!["phone"] = "12345";
        body["surprise"] = "x";

        await stack.SendAsync(body.ToJsonString());
        await stack.UntilRequestsAreTakenAsync();

        var message = JsonNode.Parse((await stack.Queue("onboarding-requests-poison").PeekMessageAsync(Stop)).Value.Body.ToString())!;
        Assert.Equal("invalid", message["reason"]!.GetValue<string>());
        Assert.NotNull(message["errors"]!["presign.facepay_user.phone"]);
        Assert.NotNull(message["errors"]!["presign.surprise"]);
        Assert.NotEmpty(message["sealed"]!.GetValue<string>());
        Assert.DoesNotContain(body["facepay_user"]!["identification"]!["identification_number"]!.GetValue<string>(), message.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_key_or_role_nobody_gets_in()
    {
        const string reading = "a-key-that-may-only-read-0123456789";
        await using var stack = await Stack.StartAsync(
            "--Http:ApiKeys:0:Name=reader",
            $"--Http:ApiKeys:0:Sha256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reading)))}",
            "--Http:ApiKeys:0:Roles:0=read");
        using var caller = new HttpClient { BaseAddress = stack.Api.BaseAddress };
        var counts = new Uri("api/counts", UriKind.Relative);
        var start = new Uri("api/onboardings", UriKind.Relative);
        var cancel = new Uri("api/onboardings/ob-aaaaaaaaaaaaaaaaaaaaaaaaaa/cancel", UriKind.Relative);

        using var nobody = await caller.GetAsync(counts, Stop);
        caller.DefaultRequestHeaders.Authorization = new("Bearer", reading + "x");
        using var wrongKey = await caller.GetAsync(counts, Stop);
        caller.DefaultRequestHeaders.Authorization = new("Bearer", reading);
        using var reads = await caller.GetAsync(counts, Stop);
        using var starts = await caller.PostAsync(start, Stack.Json(Person.New().Json()), Stop);
        using var operates = await caller.PostAsync(cancel, Stack.Json("{}"), Stop);

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden],
            [nobody.StatusCode, wrongKey.StatusCode, reads.StatusCode, starts.StatusCode, operates.StatusCode]);
    }
}
