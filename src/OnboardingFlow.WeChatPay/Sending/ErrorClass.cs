namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>What an error of WeChat Pay means.</summary>
internal enum ErrorClass
{
    /// <summary>Surely without effect, and it will pass: repeat with back-off, honouring Retry-After.</summary>
    Retry,

    /// <summary>It may have had its effect: repeat what is repeatable, ask first about what isn't.</summary>
    AskFirst,

    /// <summary>A no for a reason of business.</summary>
    BusinessRefusal,

    /// <summary>Only an operator can put it right.</summary>
    ConfigurationFault,

    /// <summary>What was asked for isn't there.</summary>
    NotFound,
}
