using System.Text.Json.Serialization;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Core.Workflow;

/// <summary>JSON of everything that histories, custom statuses and events hold. Names once written never change: old histories must replay.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(OnboardingInput))]
[JsonSerializable(typeof(OnboardingStatus))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(ReviewDecision))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(DeliveryInput))]
[JsonSerializable(typeof(DeliveryStatus))]
[JsonSerializable(typeof(DeliverEventInput))]
[JsonSerializable(typeof(EndedEventData))]
[JsonSerializable(typeof(EndOfRunInput))]
[JsonSerializable(typeof(ContractTerminatedEventData))]
[JsonSerializable(typeof(ContractWatchInput))]
[JsonSerializable(typeof(SealedRequestInput))]
[JsonSerializable(typeof(CheckVerdict))]
[JsonSerializable(typeof(UserInput))]
[JsonSerializable(typeof(UserLook))]
[JsonSerializable(typeof(PresignLook))]
[JsonSerializable(typeof(VerifyContractInput))]
[JsonSerializable(typeof(ContractVerdict))]
[JsonSerializable(typeof(TerminateContractInput))]
[JsonSerializable(typeof(TerminateResult))]
[JsonSerializable(typeof(IdentityVerdict))]
[JsonSerializable(typeof(IndexUpdate))]
[JsonSerializable(typeof(PublishedEvent))]
[JsonSerializable(typeof(Done))]
public sealed partial class WorkflowJson : JsonSerializerContext;
