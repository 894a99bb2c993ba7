using Microsoft.Extensions.Options;

namespace OnboardingFlow.Integrations.Requests;

internal sealed class ValidateRequestQueueOptions : IValidateOptions<RequestQueueOptions>
{
    public ValidateOptionsResult Validate(string? name, RequestQueueOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(RequestQueueOptions options)
    {
        if (options.Concurrency is < 1 or > 512)
        {
            yield return $"RequestQueue:Concurrency must be 1 to 512; it is {options.Concurrency}.";
        }

        if (options.VisibilityTimeout < TimeSpan.FromSeconds(1) || options.VisibilityTimeout > TimeSpan.FromHours(1))
        {
            yield return $"RequestQueue:VisibilityTimeout must be 00:00:01 to 01:00:00; it is {options.VisibilityTimeout}.";
        }

        if (options.PollMin <= TimeSpan.Zero || options.PollMin > options.PollMax)
        {
            yield return $"RequestQueue:PollMin must be more than zero and at most RequestQueue:PollMax ({options.PollMax}); it is {options.PollMin}.";
        }

        if (options.PollMax > TimeSpan.FromMinutes(1))
        {
            yield return $"RequestQueue:PollMax must be at most 00:01:00; it is {options.PollMax}.";
        }

        if (options.StopTimeout < TimeSpan.Zero || options.StopTimeout > TimeSpan.FromMinutes(10))
        {
            yield return $"RequestQueue:StopTimeout must be 00:00:00 to 00:10:00; it is {options.StopTimeout}.";
        }
    }
}
