using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Events;
using OnboardingFlow.Integrations.Identity;
using OnboardingFlow.Integrations.Poison;
using OnboardingFlow.Integrations.Requests;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations;

/// <summary>What hosts add.</summary>
public static class IntegrationsServices
{
    /// <summary>The longest that a receiver of events may take to answer.</summary>
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The longest that the verifier may take to answer.</summary>
    private static readonly TimeSpan VerifierTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Queues and blobs (<c>Storage:*</c>), the poison store, both event channels (<c>Webhook:*</c>) and, where
    /// <c>Onboarding:VerifierUrl</c> is set, the external verifier. The host brings <see cref="ISecrets"/>. Wrong settings stop the start.
    /// </summary>
    public static IServiceCollection AddOnboardingIntegrations(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddChecked<StorageOptions, ValidateStorageOptions>(configuration.GetSection(StorageOptions.Section));
        services.AddChecked<WebhookOptions, ValidateWebhookOptions>(configuration.GetSection(WebhookOptions.Section));
        services.AddOptions<NotifyUrlOptions>().Bind(configuration.GetSection(NotifyUrlOptions.Section)).ValidateOnStart();

        services.AddSingleton<OnboardingStorage>();
        services.AddHostedService<StorageSetup>();
        services.AddSingleton<PoisonWriter>();
        services.AddMetrics();
        services.AddSingleton<RequestQueueMetrics>();
        services.AddSingleton(provider => new IntakeEffects(
            provider.GetRequiredService<OnboardingStorage>(), provider.GetRequiredService<PoisonWriter>(), provider.GetRequiredService<RequestQueueMetrics>()));
        services.AddHostedService<QueueWatch>();
        services.AddSingleton<IPoisonStore, QueuePoisonStore>();
        services.AddSingleton<IEventChannel, EventsQueueChannel>();
        services.AddWebhook();
        services.AddVerifier(configuration.GetSection(VerifierOptions.Section));
        return services;
    }

    /// <summary>
    /// The listener on the request queue (<c>RequestQueue:*</c>), for a host without triggers of its own. Needs <see cref="AddOnboardingIntegrations"/>, and
    /// <see cref="Core.Intake.IQueueIntake"/> from Core.
    /// </summary>
    public static IServiceCollection AddRequestQueueListener(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<RequestQueueOptions, ValidateRequestQueueOptions>(configuration.GetSection(RequestQueueOptions.Section));
        services.AddSingleton<MessageWorker>();
        services.AddHostedService<RequestQueueListener>();
        return services;
    }

    /// <summary>Without an address there is no verifier, which a workflow that needs one tells the operator.</summary>
    private static void AddVerifier(this IServiceCollection services, IConfiguration section)
    {
        services.AddChecked<VerifierOptions, ValidateVerifierOptions>(section);
        if (string.IsNullOrWhiteSpace(section[nameof(VerifierOptions.VerifierUrl)]))
        {
            return;
        }

        services.AddSingleton<IIdentityVerifier, HttpIdentityVerifier>();
        services.AddCarefulClient(HttpIdentityVerifier.Client, VerifierTimeout)
            .ConfigureHttpClient(client => client.MaxResponseContentBufferSize = HttpIdentityVerifier.MaxAnswerBytes);
    }

    private static void AddWebhook(this IServiceCollection services)
    {
        services.AddSingleton(provider => new NotifyUrlGuard(provider.GetRequiredService<IOptions<NotifyUrlOptions>>(), Dns.GetHostAddressesAsync));
        services.AddSingleton<IEventChannel, WebhookChannel>();
        services.AddCarefulClient(WebhookChannel.ConfiguredClient, WebhookTimeout);
        services.AddCarefulClient(WebhookChannel.NotifyUrlClient, WebhookTimeout).UseSocketsHttpHandler((handler, provider) =>
        {
            handler.ConnectCallback = provider.GetRequiredService<NotifyUrlGuard>().ConnectAsync;
            // A proxy would connect in our place, unchecked.
            handler.UseProxy = false;
        });
    }

    /// <summary>A client for addresses that aren't ours: follows nothing, keeps nothing, reads little and logs no address.</summary>
    private static IHttpClientBuilder AddCarefulClient(this IServiceCollection services, string name, TimeSpan timeout) =>
        services.AddHttpClient(name, client => client.Timeout = timeout)
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.ConnectTimeout = TimeSpan.FromSeconds(5);
                handler.MaxResponseDrainSize = 4 * 1024;
                handler.MaxResponseHeadersLength = 16;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
                handler.UseCookies = false;
            });

    private static void AddChecked<TOptions, TValidator>(this IServiceCollection services, IConfiguration section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
