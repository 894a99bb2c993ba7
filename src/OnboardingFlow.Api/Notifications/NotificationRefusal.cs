namespace OnboardingFlow.Api.Notifications;

/// <summary>How WeChat Pay wants a notification refused.</summary>
/// <param name="Code">Always <c>FAIL</c>.</param>
/// <param name="Message">Why.</param>
public sealed record NotificationRefusal(string Code, string Message);
