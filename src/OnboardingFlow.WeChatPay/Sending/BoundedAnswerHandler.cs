namespace OnboardingFlow.WeChatPay.Sending;

/// <summary>Reads the whole answer, at most 1 MiB, inside the attempt's time limit: headers alone are no answer.</summary>
internal sealed class BoundedAnswerHandler : DelegatingHandler
{
    private const int MaxBytes = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
