using System.Text.Json;
using System.Text.Json.Serialization;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Http;

/// <summary>States of deliveries in small letters: pending, delivered, failed.</summary>
internal sealed class DeliveryStateConverter() : JsonStringEnumConverter<DeliveryState>(JsonNamingPolicy.SnakeCaseLower);
