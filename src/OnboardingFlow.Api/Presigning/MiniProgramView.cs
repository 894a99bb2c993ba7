namespace OnboardingFlow.Api.Presigning;

/// <summary>Arguments for <c>wx.navigateToMiniProgram</c>, which opens WeChat Pay's mini-program.</summary>
/// <param name="AppId">WeChat Pay's mini-program.</param>
/// <param name="Path">The page where people sign.</param>
/// <param name="ExtraData">What the page wants to know.</param>
public sealed record MiniProgramView(string AppId, string Path, ExtraDataView ExtraData);
