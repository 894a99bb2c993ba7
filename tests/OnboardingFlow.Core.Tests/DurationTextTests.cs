using CsCheck;

namespace OnboardingFlow.Core.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("PT72H", 72 * 3600)]
    [InlineData("P3D", 72 * 3600)]
    [InlineData("P2DT24H", 72 * 3600)]
    [InlineData("P1W", 7 * 24 * 3600)]
    [InlineData("PT1M30.5S", 90.5)]
    [InlineData("72:00:00", 72 * 3600)]
    [InlineData("3.00:00:00", 72 * 3600)]
    [InlineData("00:00:00.25", 0.25)]
    [InlineData("00:30:00", 1800)]
    public void A_duration_is_read_as_people_mean_it(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("-PT1H")]
    [InlineData("pt1h")]
    [InlineData("PT1H ")]
    [InlineData("PT1H\n")]
    [InlineData("P99999999999999999D")]
    [InlineData("72")]
    [InlineData("72 hours")]
    [InlineData("00:60:00")]
    [InlineData("٣:00:00")]
    [InlineData("PT٣H")]
    public void What_has_no_fixed_meaning_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void No_text_makes_the_reader_throw() => Gen.Char["PTDHMSW0123456789.:-9999"].Array[0, 45].Select(characters => new string(characters)).Sample(
        text => DurationText.TryParse(text, out var duration) ? duration >= TimeSpan.Zero : duration == default, iter: 20_000);

    [Theory]
    [InlineData("P999999999D")]
    [InlineData("PT999999999H")]
    [InlineData("P153722867W")]
    [InlineData("999999.99999:59:59")]
    public void Huge_lengths_do_not_make_it_throw_either(string text) => Assert.True(!DurationText.TryParse(text, out var duration) || duration > TimeSpan.Zero);
}
