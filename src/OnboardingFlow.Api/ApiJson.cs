using System.Text.Json.Serialization;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Keys;
using OnboardingFlow.Api.Notifications;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Api.Poison;
using OnboardingFlow.Api.Presigning;
using OnboardingFlow.Api.Repaying;
using OnboardingFlow.Core;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api;

/// <summary>JSON of everything that the API answers, for the host that writes it and for clients that read it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(UtcTimeConverter),
        typeof(JsonStringEnumConverter<OnboardingStep>),
        typeof(JsonStringEnumConverter<OutcomeKind>),
        typeof(JsonStringEnumConverter<RuntimeStatus>),
        typeof(DeliveryStateConverter),
    ])]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(BulkBody))]
[JsonSerializable(typeof(BulkView))]
[JsonSerializable(typeof(CancelBody))]
[JsonSerializable(typeof(CountsView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(NotificationRefusal))]
[JsonSerializable(typeof(OnboardingListView))]
[JsonSerializable(typeof(OnboardingView))]
[JsonSerializable(typeof(PoisonListView))]
[JsonSerializable(typeof(PoisonMessageView))]
[JsonSerializable(typeof(PresignTokenView))]
[JsonSerializable(typeof(ReadinessView))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(RepaymentView))]
[JsonSerializable(typeof(RequeueView))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(RewrapView))]
[JsonSerializable(typeof(TimelineView))]
public sealed partial class ApiJson : JsonSerializerContext;
