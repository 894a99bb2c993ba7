using System.Text.RegularExpressions;
using OnboardingFlow.WeChatPay.Sending;

namespace OnboardingFlow.WeChatPay.Tests.Sending;

/// <summary>README's table of errors and the one in code say the same, code for code and status for status.</summary>
public sealed partial class DocumentedErrorsTests
{
    private static readonly Dictionary<string, ErrorClass> _meanings = new()
    {
        ["throttled"] = ErrorClass.Retry,
        ["may have had its effect"] = ErrorClass.AskFirst,
        ["nothing there"] = ErrorClass.NotFound,
        ["refused for a reason of business"] = ErrorClass.BusinessRefusal,
        ["ours to put right"] = ErrorClass.ConfigurationFault,
    };

    [Fact]
    public void Every_code_in_code_is_in_the_README_with_its_meaning_and_no_other_is()
    {
        var documented = Rows()
            .SelectMany(row => Codes().Matches(row.First).Select(code => (Code: code.Groups[1].Value, row.Meaning)))
            .ToDictionary(row => row.Code, row => row.Meaning, StringComparer.Ordinal);
        Assert.Equal(ErrorTable.ByCode.OrderBy(e => e.Key, StringComparer.Ordinal), documented.OrderBy(e => e.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_status_in_code_is_in_the_README_with_its_meaning_and_no_other_is()
    {
        var documented = Rows()
            .SelectMany(row => Statuses().Matches(row.First).SelectMany(status => Expand(status.Value)).Select(status => (Status: status, row.Meaning)))
            .ToDictionary(row => row.Status, row => row.Meaning);
        Assert.Equal(ErrorTable.ByStatus.OrderBy(e => e.Key), documented.OrderBy(e => e.Key));
    }

    [Fact]
    public void The_defaults_are_as_the_README_says()
    {
        Assert.Contains(Rows(), row => row.First.Contains("any other signed 4xx code", StringComparison.Ordinal) && row.Meaning == ErrorTable.Classify(400, "NEW_CODE"));
        Assert.Contains(Rows(), row => row.First.Contains("5xx", StringComparison.Ordinal) && row.Meaning == ErrorTable.Classify(599, "NEW_CODE"));
        Assert.Contains(Rows(), row => row.First.Contains("403 without a code", StringComparison.Ordinal) && row.Meaning == ErrorTable.Classify(403, null));
    }

    // "5xx" stands for those that the table names one by one; any other has the same default.
    private static IEnumerable<int> Expand(string status) =>
        status == "5xx" ? ErrorTable.ByStatus.Keys.Where(s => s >= 500) : [int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)];

    private static List<(string First, ErrorClass Meaning)> Rows()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnboardingFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No OnboardingFlow.sln above the tests.");
        }

        return [.. File.ReadLines(Path.Combine(folder.FullName, "README.md"))
            .SkipWhile(line => line != "## How WeChat Pay's errors are read")
            .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1], _meanings[cells[2]]))];
    }

    [GeneratedRegex("`([A-Z_]+)`")]
    private static partial Regex Codes();

    [GeneratedRegex("\\b(?!4xx)[45](?:[0-9]{2}|xx)\\b")]
    private static partial Regex Statuses();
}
