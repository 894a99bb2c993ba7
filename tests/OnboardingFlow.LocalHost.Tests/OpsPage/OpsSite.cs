using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.LocalHost.OpsPage;
using OnboardingFlow.LocalHost.Sqlite.Index;

namespace OnboardingFlow.LocalHost.Tests.OpsPage;

/// <summary>The operations page alone, over real HTTP and a real index file.</summary>
internal sealed class OpsSite : IAsyncDisposable
{
    public const string ReadKey = "a-key-that-may-read-what-there-is";
    public const string OperateKey = "a-key-that-may-operate-and-read";
    public const string StartKey = "a-key-that-may-only-start-things";

    private readonly TempFolder folder = new();
    private readonly WebApplication app;

    private OpsSite()
    {
        Index = new SqliteOnboardingIndex(folder.Path);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton(Index).AddSingleton<IOnboardingIndex>(Index)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ApiKeyGate>()
            .AddSingleton<SigningBudget>();
        builder.Services.Configure<HttpOptions>(http =>
        {
            http.ApiKeys.Add(Key("reader", ReadKey, "read"));
            http.ApiKeys.Add(Key("operator", OperateKey, "operate"));
            http.ApiKeys.Add(Key("starter", StartKey, "start"));
        });
        builder.Services.AddOperationsPage();
        app = builder.Build();
        app.MapOperationsPage();
    }

    public SqliteOnboardingIndex Index { get; }

    public FakeTimeProvider Time { get; } = new(Sqlite.Rows.Start);

    /// <summary>A browser that keeps cookies and doesn't follow redirects, so that a test sees them.</summary>
    public HttpClient Browser { get; private set; } = null!;

    public static async Task<OpsSite> StartAsync(bool signedIn = true, string key = ReadKey)
    {
        var site = new OpsSite();
        await site.app.StartAsync();
        site.Browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(site.app.Urls.Single()) };
        if (signedIn)
        {
            using var answer = await site.SignInAsync(key);
            Assert.Equal("/ops", answer.Headers.Location?.ToString());
        }

        return site;
    }

    public async Task<HttpResponseMessage> SignInAsync(string key)
    {
        using var form = new FormUrlEncodedContent([new("key", key)]);
        return await Browser.PostAsync("/ops/login", form);
    }

    /// <summary>Sends a form as its page would: with the session's token.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await Browser.GetStringAsync("/ops/onboardings");
        var token = page.Split("name=\"form_token\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([new("form_token", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await Browser.PostAsync(path, form);
    }

    public async ValueTask DisposeAsync()
    {
        Browser?.Dispose();
        await app.DisposeAsync();
        await Index.DisposeAsync();
        folder.Dispose();
    }

    private static ApiKeyOptions Key(string name, string key, string role) => new()
    {
        Name = name,
        Sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
        Roles = { role },
    };
}
