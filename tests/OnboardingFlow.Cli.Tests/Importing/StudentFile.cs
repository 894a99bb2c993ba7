using System.Globalization;
using System.Text;

namespace OnboardingFlow.Cli.Tests.Importing;

/// <summary>A folder with a CSV file of students in it.</summary>
internal sealed class StudentFile : IDisposable
{
    public const string Headers = "学号,姓名,身份证号,手机号";
    public const string ValidNumber = "11010520120315432X";

    private readonly string _folder = Directory.CreateTempSubdirectory("onboarding-import").FullName;

    public StudentFile(string text, Encoding? encoding = null) => Write(text, encoding);

    public string Path => System.IO.Path.Combine(_folder, "students.csv");

    public string Report => Path + ".report.csv";

    public string Journal => Path + ".journal.jsonl";

    public string Results => Path + ".results.csv";

    /// <summary>What the import wrote, as one text.</summary>
    public string Written => string.Join('\n', Directory.GetFiles(_folder).Where(file => file != Path).Select(File.ReadAllText));

    public static string Row(int number) => string.Create(CultureInfo.InvariantCulture, $"s{number:D4},张小明,{ValidNumber},138{number:D8}");

    public static StudentFile Of(int rows) => new(string.Join('\n', Enumerable.Range(0, rows).Select(Row).Prepend(Headers)));

    public void Write(string text, Encoding? encoding = null) => File.WriteAllText(Path, text, encoding ?? new UTF8Encoding(false));

    public string Add(string name, string text)
    {
        var path = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Lines of the results file, after its header.</summary>
    public IReadOnlyList<string[]> ReadResults() => [.. File.ReadAllLines(Results).Skip(1).Select(line => line.Split(','))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
