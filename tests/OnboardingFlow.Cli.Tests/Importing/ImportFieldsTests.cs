using OnboardingFlow.Cli.Importing;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Cli.Tests.Importing;

public sealed class ImportFieldsTests
{
    [Fact]
    public async Task The_page_on_imports_names_every_field_with_every_header()
    {
        var page = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "import.md"), TestContext.Current.CancellationToken);

        foreach (var field in ImportFields.All)
        {
            var line = Assert.Single(page, line => line.StartsWith($"| `{field.Path}` |", StringComparison.Ordinal));
            var headers = line.Split('|')[2].Split('(')[0].Split(',').Select(header => header.Trim().Trim('`'));
            Assert.Equal(field.Headers, headers);
        }
    }

    [Theory]
    [InlineData("Phone")]
    [InlineData(" 手机号 ")]
    [InlineData("presign.facepay_user.phone")]
    [InlineData("＊手机号")]
    public void A_header_is_known_however_it_is_written(string header) => Assert.Equal("presign.facepay_user.phone", ImportFields.Find(header)?.Path);
}
