using System.Net;
using System.Text.Json.Nodes;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests;

public sealed class PresignTokenTests
{
    [Fact]
    public async Task A_live_token_comes_with_the_mini_programs_arguments()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        var token = await host.TokenAsync(id, "token-1", ApiHost.Now.AddMinutes(5), 1);
        host.Show(id, status => status with { Token = token });

        var answer = (await CallAsync(host, id)).Is(HttpStatusCode.OK);

        var expected = JsonNode.Parse($$$"""
            {"presign_token":"token-1","expires_at":"2026-11-23T08:05:00Z","missing":[],
             "mini_program":{"app_id":"wx5931af4836330935","path":"/pages/face_index/index?is_first=1","extra_data":{
               "type":"sign","user_name":"张三","school_name":"第一中学","cert_info":{"cert_type":"IDCARD","cert_id":"{{{SampleRequests.IdNumber}}}","name":"张三"},
               "user_type":"STUDENT","student_info":{"class_name":"高中一年三班"},"school_list":["第一中学"],"organization_id":"O1","out_user_id":"u1",
               "account":"13800138000","token":"token-1"}
             }}
            """);
        Assert.True(JsonNode.DeepEquals(expected, answer.Json), answer.Body);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Empty(host.Engine.Events);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("token-1", StringComparison.Ordinal) || line.Contains("张三", StringComparison.Ordinal));
    }

    public static TheoryData<string, string[]> Missing => new()
    {
        { "class_name", ["class_name"] },
        { "mini_program", ["user_type", "class_name"] },
        { "everything", ["user_name", "school_name", "cert_info", "user_type", "class_name", "account"] },
        { "staff", ["occupation"] },
        { "occupation only", [] },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task What_the_request_did_not_give_is_named(string without, string[] missing)
    {
        await using var host = await ApiHost.StartAsync();
        var full = SampleRequests.Full;
        var id = await host.AddAsync(request: without switch
        {
            "class_name" => full with { Options = full.Options with { MiniProgram = new MiniProgramUser(new Sensitive("张三"), UserType.Student) } },
            "mini_program" => full with { Options = full.Options with { MiniProgram = null } },
            "staff" => full with { Options = full.Options with { MiniProgram = new MiniProgramUser(null, UserType.Staff, "unused") } },
            "occupation only" => full with { Options = full.Options with { MiniProgram = new MiniProgramUser(null, null, null, "teacher") } },
            _ => new OnboardingRequest(new PresignBody("K12", new FacepayUser("u1", "O1"), null, ContractMode.LimitNone), OnboardingOptions.None),
        });
        var token = await host.TokenAsync(id, "token-1", ApiHost.Now.AddMinutes(5), 1);
        host.Show(id, status => status with { Token = token });

        var answer = (await CallAsync(host, id)).Is(HttpStatusCode.OK);

        Assert.Equal(missing, answer.Json["missing"]!.AsArray().Select(name => (string)name!));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(29)]
    public async Task A_late_signer_gets_a_fresh_token(int secondsLeft)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        var old = await host.TokenAsync(id, "token-1", ApiHost.Now.AddSeconds(secondsLeft), 1);
        var fresh = await host.TokenAsync(id, "token-2", ApiHost.Now.AddMinutes(5), 2);
        host.Show(id, status => status with { Token = old });
        host.Engine.OnEvent = (instance, name) =>
        {
            Assert.Equal(ExternalEvents.TokenRequested, name);
            host.Show(instance, status => status with { Token = fresh });
        };

        var answer = (await CallAsync(host, id)).Is(HttpStatusCode.OK);

        Assert.Equal("token-2", (string?)answer.Json["presign_token"]);
        Assert.Single(host.Engine.Events);
    }

    [Fact]
    public async Task Who_comes_back_with_a_token_gets_a_fresh_one()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        var old = await host.TokenAsync(id, "token-1", ApiHost.Now.AddMinutes(5), 1);
        var fresh = await host.TokenAsync(id, "token-2", ApiHost.Now.AddMinutes(5), 2);
        host.Show(id, status => status with { Token = old });
        host.Engine.OnEvent = (instance, _) => host.Show(instance, status => status with { Token = fresh });

        Assert.Equal("token-1", (string?)(await CallAsync(host, id)).Json["presign_token"]);
        Assert.Equal("token-1", (string?)(await CallAsync(host, id)).Json["presign_token"]);
        host.Time.Advance(IssuedToken.SameFor);
        Assert.Equal("token-2", (string?)(await CallAsync(host, id)).Json["presign_token"]);

        Assert.Single(host.Engine.Events);
    }

    [Fact]
    public async Task Who_comes_back_is_given_the_live_token_again_when_no_fresh_one_can_be_had()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        var old = await host.TokenAsync(id, "token-1", ApiHost.Now.AddMinutes(5), 1);
        host.Show(id, status => status with { Token = old });
        await CallAsync(host, id);
        host.Time.Advance(IssuedToken.SameFor);

        var answer = await host.Time.PassWaitsAsync(CallAsync(host, id), () => Task.CompletedTask);

        Assert.Equal("token-1", (string?)answer.Json["presign_token"]);
    }

    [Fact]
    public async Task Callers_at_the_same_moment_share_one_fresh_token()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        var fresh = await host.TokenAsync(id, "token-1", ApiHost.Now.AddMinutes(5), 1);

        var calls = Enumerable.Range(0, 5).Select(_ => CallAsync(host, id)).ToList();
        while (host.Engine.Events.IsEmpty)
        {
            await Task.Yield();
        }

        host.Show(id, status => status with { Token = fresh });
        var answers = await host.Time.PassWaitsAsync(Task.WhenAll(calls), () => Task.CompletedTask);

        Assert.All(answers, answer => Assert.Equal("token-1", (string?)answer.Json["presign_token"]));
        Assert.Single(host.Engine.Events);
    }

    [Fact]
    public async Task A_fresh_token_that_does_not_come_is_not_waited_for_long()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();

        var answer = (await host.Time.PassWaitsAsync(CallAsync(host, id), () => Task.CompletedTask)).IsProblem(HttpStatusCode.Conflict, "not_yet");
        Assert.Equal("2", answer.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData(OnboardingStep.Accepted)]
    [InlineData(OnboardingStep.CheckingIdentity)]
    [InlineData(OnboardingStep.AwaitingReview)]
    [InlineData(OnboardingStep.Presigning)]
    [InlineData(OnboardingStep.NeedsAttention)]
    public async Task Before_it_can_be_signed_the_caller_is_asked_to_come_again(OnboardingStep step)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(status => status with { Step = step });

        var answer = (await CallAsync(host, id)).IsProblem(HttpStatusCode.Conflict, "not_yet");

        Assert.True(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Empty(host.Engine.Events);
    }

    [Fact]
    public async Task A_suspended_run_gives_no_token()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(snapshot: snapshot => snapshot with { Status = RuntimeStatus.Suspended });

        (await CallAsync(host, id)).IsProblem(HttpStatusCode.Conflict, "not_yet");
    }

    [Fact]
    public async Task A_wait_that_is_being_closed_gives_no_token()
    {
        await using var host = await ApiHost.StartAsync();
        var closing = await host.AddAsync(status => status with { Ending = true }, outUserId: "u1");
        var verifying = await host.AddAsync(status => status with { Step = OnboardingStep.VerifyingContract }, outUserId: "u2");

        (await CallAsync(host, closing)).IsProblem(HttpStatusCode.Conflict, "ending");
        (await CallAsync(host, verifying)).IsProblem(HttpStatusCode.Conflict, "ending");
    }

    [Fact]
    public async Task An_ended_run_gives_no_token()
    {
        await using var host = await ApiHost.StartAsync();

        (await CallAsync(host, await host.AddEndedAsync())).IsProblem(HttpStatusCode.Conflict, "ended");
        (await CallAsync(host, "ob-nobody")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_token_whose_key_was_erased_is_not_given_out()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        var token = await host.TokenAsync(id, "token-1", ApiHost.Now.AddMinutes(5), 1);
        host.Show(id, status => status with { Token = token });
        await host.Sealer.EraseInstanceAsync(id, TestContext.Current.CancellationToken);

        (await CallAsync(host, id)).IsProblem(HttpStatusCode.Conflict, "unreadable");
    }

    private static Task<Answer> CallAsync(ApiHost host, string id) => host.PostAsync($"/api/onboardings/{id}/presign-token", ApiHost.StartKey);
}
