using Microsoft.Extensions.Configuration;
using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void A_folder_is_for_one_host_at_a_time_and_the_other_is_told_whose_it_is()
    {
        using (DataFolder.Open(Settings(temp.Path)))
        {
            new ReadyFile("http://127.0.0.1:7080", 4711).Write(temp.Path);
            var fault = Assert.Throws<StartException>(() => DataFolder.Open(Settings(temp.Path)));

            Assert.Equal(ExitCode.DataFolder, fault.Code);
            Assert.Contains($"{temp.Path} is in use by process 4711, which serves http://127.0.0.1:7080.", Assert.Single(fault.Lines), StringComparison.Ordinal);
        }

        DataFolder.Open(Settings(temp.Path)).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(temp.File("file"), "");
        var fault = Assert.Throws<StartException>(() => DataFolder.Open(Settings(temp.File("file"))));

        Assert.Equal(ExitCode.DataFolder, fault.Code);
        Assert.Contains(temp.File("file"), Assert.Single(fault.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_name_is_a_wrong_setting() =>
        Assert.Equal(ExitCode.Configuration, Assert.Throws<StartException>(() => DataFolder.Open(Settings(" "))).Code);

    [Fact]
    public void The_ready_file_says_where_and_who_and_goes_again()
    {
        Assert.Null(ReadyFile.Find(temp.Path));
        var file = new ReadyFile("http://127.0.0.1:7080", Environment.ProcessId);
        file.Write(temp.Path);
        Assert.Equal(file, ReadyFile.Find(temp.Path));
        Assert.Contains("\"url\":\"http://127.0.0.1:7080\",\"pid\":", File.ReadAllText(temp.File("localhost.json")), StringComparison.Ordinal);

        ReadyFile.Remove(temp.Path);
        ReadyFile.Remove(temp.Path);
        Assert.Null(ReadyFile.Find(temp.Path));
    }

    private static ConfigurationManager Settings(string folder) => new() { ["Engine:DataDirectory"] = folder };
}
