using System.Globalization;

namespace OnboardingFlow.Benchmarks.Import;

/// <summary>A school's file: made-up persons, each with valid numbers of their own.</summary>
internal static class StudentRows
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static async Task WriteAsync(string path, int rows, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("学号,姓名,身份证号,手机号,班级,银行卡号,银行类型,签约模式".AsMemory(), cancellationToken);
        for (var row = 0; row < rows; row++)
        {
            await file.WriteLineAsync(Row(row).AsMemory(), cancellationToken);
        }
    }

    private static string Row(int row) => string.Create(
        CultureInfo.InvariantCulture, $"s{row:D6},张小明,{IdNumber(row)},138{row:D8},三年级二班,{CardNumber(row)},ICBC_DEBIT,LIMIT_BANK_CARD");

    private static string IdNumber(int row)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"110105{2008 + (row % 6)}{1 + (row % 12):D2}{1 + (row % 28):D2}{row % 1000:D3}");
        return body + "10X98765432"[body.Select((digit, i) => (digit - '0') * Weights[i]).Sum() % 11];
    }

    private static string CardNumber(int row)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"622202{row:D12}");
        var sum = body.Reverse().Select((digit, i) => i % 2 == 0 ? (digit - '0') * 2 : digit - '0').Sum(value => value > 9 ? value - 9 : value);
        return body + (10 - (sum % 10)) % 10;
    }
}
