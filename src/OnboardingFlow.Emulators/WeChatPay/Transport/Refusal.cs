namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>WeChat Pay says no: status, code, message and, for a wrong parameter, where.</summary>
internal sealed class Refusal(int status, string code, string message, ErrorDetail? detail = null) : Exception(message)
{
    internal int Status => status;

    internal Answer ToAnswer() => Answer.Json(status, new ErrorBody(code, Message, detail), WireJson.Wire.ErrorBody) with { Code = code };

    internal static Refusal Parameter(string field, string issue, string location = "body") =>
        new(StatusCodes.Status400BadRequest, "PARAM_ERROR", $"{field}: {issue}", new ErrorDetail(field, issue, location));

    internal static Refusal Request(string message) => new(StatusCodes.Status400BadRequest, "INVALID_REQUEST", message);

    internal static Refusal Signature(string message) => new(StatusCodes.Status401Unauthorized, "SIGN_ERROR", message);

    internal static Refusal NotFound(string message) => new(StatusCodes.Status404NotFound, "RESOURCE_NOT_EXISTS", message);

    internal static Refusal Business(string code, string message) => new(StatusCodes.Status403Forbidden, code, message);
}
