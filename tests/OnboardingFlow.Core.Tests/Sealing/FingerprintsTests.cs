using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Requests;

namespace OnboardingFlow.Core.Tests.Sealing;

public sealed class FingerprintsTests
{
    private const string Secret = "fingerprint-secret-of-the-tests";
    private readonly OnboardingRequest _request = SampleRequests.Minimal;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // RFC 4231, test case 2.
    [Fact]
    public void The_hmac_gives_the_published_value() => Assert.Equal(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Convert.ToHexStringLower(Fingerprints.Hmac("Jefe"u8.ToArray(), "what do ya want for nothing?"u8)));

    // Computed by Python's hmac over json.dumps(sort_keys=True, separators=(',', ':'), ensure_ascii=False).
    [Fact]
    public async Task The_fingerprint_is_what_another_implementation_computes() =>
        Assert.Equal("giQqE9slo3zmcsW0vbICnctfEbzrd_JA1M6bMj8Kx0c", await With(Secret).ComputeAsync(_request, Token));

    [Fact]
    public async Task A_fingerprint_matches_the_same_request_and_no_other()
    {
        var fingerprint = await With(Secret).ComputeAsync(_request, Token);
        var other = _request with { Options = new OnboardingOptions { OrganizationName = "第一中学" } };

        Assert.True(await With(Secret).MatchesAsync(_request, fingerprint, Token));
        Assert.False(await With(Secret).MatchesAsync(other, fingerprint, Token));
        Assert.False(await With(Secret).MatchesAsync(_request, "", Token));
    }

    [Fact]
    public async Task The_wish_to_restart_does_not_make_it_another_request()
    {
        var again = _request with { Options = _request.Options with { Restart = Restart.Force } };

        Assert.True(await With(Secret).MatchesAsync(again, await With(Secret).ComputeAsync(_request, Token), Token));
    }

    [Fact]
    public async Task A_fingerprint_from_before_the_secrets_rotation_still_matches()
    {
        var fingerprint = await With(Secret).ComputeAsync(_request, Token);

        Assert.True(await With("the-new-secret-of-the-tests", Secret).MatchesAsync(_request, fingerprint, Token));
        Assert.False(await With("the-new-secret-of-the-tests").MatchesAsync(_request, fingerprint, Token));
    }

    [Fact]
    public async Task A_secret_that_can_be_guessed_is_refused()
    {
        var exception = await Assert.ThrowsAsync<ActivityException>(() => With("short").ComputeAsync(_request, Token));

        Assert.Equal(ErrorTypes.Configuration, exception.ErrorType);
        Assert.DoesNotContain("short;", exception.Message, StringComparison.Ordinal);
    }

    private static Fingerprints With(params string[] secrets) => new(new FixedSecrets(secrets), Options.Create(new KeyNames()));
}
