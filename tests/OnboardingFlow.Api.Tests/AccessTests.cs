using System.Net;
using OnboardingFlow.Api.Tests.Hosting;

namespace OnboardingFlow.Api.Tests;

public sealed class AccessTests
{
    public static TheoryData<string, string, string> Routes => new()
    {
        { "POST", "/api/onboardings", "start" },
        { "GET", "/api/onboardings", "read" },
        { "GET", "/api/onboardings/ob-x", "read" },
        { "GET", "/api/onboardings/ob-x/timeline", "read" },
        { "GET", "/api/counts", "read" },
        { "POST", "/api/onboardings/ob-x/presign-token", "start" },
        { "POST", "/api/onboardings/ob-x/review", "operate" },
        { "POST", "/api/onboardings/ob-x/cancel", "operate" },
        { "POST", "/api/onboardings/ob-x/retry", "operate" },
        { "POST", "/api/onboardings/ob-x/suspend", "operate" },
        { "POST", "/api/onboardings/ob-x/resume", "operate" },
        { "POST", "/api/onboardings/ob-x/terminate", "operate" },
        { "POST", "/api/onboardings/ob-x/repayment-url", "operate" },
        { "DELETE", "/api/onboardings/ob-x", "operate" },
        { "POST", "/api/bulk/retry", "operate" },
        { "POST", "/api/bulk/purge", "operate" },
        { "POST", "/api/keys/rewrap", "operate" },
        { "GET", "/api/poison", "operate" },
        { "GET", "/api/poison/m1", "operate" },
        { "POST", "/api/poison/m1/requeue", "operate" },
        { "DELETE", "/api/poison/m1", "operate" },
        { "GET", "/metrics", "read" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_route_lets_in_its_role_and_operate_and_nobody_else(string method, string path, string role)
    {
        await using var host = await ApiHost.StartAsync();

        foreach (var key in (string?[])[null, "wrong", "", ApiHost.StartKey + "x", new string('k', 10_000)])
        {
            var answer = (await host.CallAsync(method, path, key)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        }

        foreach (var (key, has) in ((string, string)[])[(ApiHost.StartKey, "start"), (ApiHost.ReadKey, "read")])
        {
            var answer = await host.CallAsync(method, path, key);
            if (has == role)
            {
                Assert.DoesNotContain(answer.Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
            }
            else
            {
                answer.IsProblem(HttpStatusCode.Forbidden, "forbidden");
            }
        }

        Assert.DoesNotContain((await host.CallAsync(method, path, ApiHost.OperateKey)).Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
    }

    [Fact]
    public async Task A_key_that_is_taken_out_of_the_settings_opens_nothing_from_then_on_and_a_new_one_does()
    {
        const string Next = "another-key-of-the-tests";
        await using var host = await ApiHost.StartAsync();
        (await host.GetAsync("/api/counts")).Is(HttpStatusCode.OK);

        host.Change("Http:ApiKeys:1:Sha256", ApiHost.Sha256(Next));

        (await host.GetAsync("/api/counts")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        (await host.GetAsync("/api/counts", Next)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_of_keys_that_cannot_be_right_is_told_and_changes_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        (await host.GetAsync("/api/counts")).Is(HttpStatusCode.OK);

        host.Change("Http:ApiKeys:0:Sha256", "no hash");

        (await host.GetAsync("/api/counts")).Is(HttpStatusCode.OK);
        (await host.CallAsync("GET", "/api/counts", ApiHost.StartKey)).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        Assert.Single(host.Log.Lines, line => line.Contains(" 4009 ", StringComparison.Ordinal) && line.Contains("Http:ApiKeys:0:Sha256", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Basic c3RhcnQta2V5LW9mLXRoZS10ZXN0czo=")]
    [InlineData("Bearer")]
    [InlineData("Bearer  ")]
    [InlineData("read-key-of-the-tests")]
    [InlineData("BearerX read-key-of-the-tests")]
    public async Task Another_form_of_authorization_is_none(string header)
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.CallAsync("GET", "/api/counts", null, null, ("Authorization", header));

        answer.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("bearer read-key-of-the-tests")]
    [InlineData("Bearer   read-key-of-the-tests")]
    public async Task The_scheme_is_read_as_HTTP_asks(string header)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.CallAsync("GET", "/api/counts", null, null, ("Authorization", header))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/openapi/v1.json")]
    public async Task Some_routes_need_no_key(string path)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.CallAsync("GET", path, null)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_no_route_is_a_problem_too()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.CallAsync("GET", "/api/nothing", null)).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await host.CallAsync("PUT", "/api/onboardings", null)).IsProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task The_access_log_names_the_key_but_never_shows_it_nor_a_query()
    {
        await using var host = await ApiHost.StartAsync();

        await host.GetAsync("/api/onboardings?organization_id=O-secret-school");

        var lines = host.Log.Lines.Where(line => line.Contains(" 4000 ", StringComparison.Ordinal)).ToList();
        Assert.Contains(lines, line => line.Contains("reader", StringComparison.Ordinal) && line.Contains("/api/onboardings", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(ApiHost.ReadKey, StringComparison.Ordinal) || line.Contains("O-secret-school", StringComparison.Ordinal));
    }
}
