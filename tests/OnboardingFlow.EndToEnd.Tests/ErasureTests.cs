using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.EndToEnd.Tests.Support;

namespace OnboardingFlow.EndToEnd.Tests;

public sealed class ErasureTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_an_erase_history_WAL_index_backup_and_vault_together_open_nothing()
    {
        await using var stack = await Stack.StartAsync();
        var person = Person.New();
        using var started = await stack.Api.PostAsync(
            new Uri("api/onboardings", UriKind.Relative), Stack.Json(PlantedPerson.Event(person, PlantedPerson.Data(person)).ToJsonString()), Stop);
        await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
        await stack.UntilOutcomeAsync(person.InstanceId);
        var backup = Path.Combine(stack.Folder, "backup");
        await OurCommand.LocalHostAsync(["backup", backup, $"--Engine:DataDirectory={stack.HostFolder}"], Stop);

        // Before: the same search opens the request, so that finding nothing later means something.
        var thief = new SealedRemains(stack.KeyVault);
        await thief.TakeKeysAsync(stack.HostFolder, Stop);
        var before = thief.TryAll(await HistoryAsync(stack, backup, person), person.InstanceId);
        Assert.Contains(before.Opened, text => text.Contains(PlantedPerson.Values["user's phone"], StringComparison.Ordinal));

        await EraseAsync(stack, person);
        await stack.KillHostAsync(); // So that the files are as a crash leaves them, with their WAL.

        // Every file that is left, backup included, and the vault.
        var late = new SealedRemains(stack.KeyVault);
        await late.TakeKeysAsync(stack.HostFolder, Stop);
        var left = await HistoryAsync(stack, backup, person) + TextOf(stack.HostFolder) + TextOf(backup) + TextOf(stack.AzuriteFolder);
        var (envelopes, opened) = late.TryAll(left, person.InstanceId);
        Assert.True(envelopes > 0, "No envelope is left to try: the test would prove nothing.");
        Assert.Empty(opened);

        // Nor is the erased key anywhere, wrapped or not, for a vault that is asked for it.
        foreach (var folder in new[] { stack.HostFolder, backup, stack.AzuriteFolder })
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var bytes = ReadShared(file);
                Assert.DoesNotContain(thief.WrappedKeys.Concat(thief.DataKeys), key => bytes.AsSpan().IndexOf(key) >= 0);
            }
        }
    }

    private static async Task EraseAsync(Stack stack, Person person)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var erased = await stack.Api.DeleteAsync(new Uri($"api/onboardings/{person.InstanceId}", UriKind.Relative), Stop);
            if (erased.StatusCode == HttpStatusCode.NoContent)
            {
                return;
            }

            Assert.True(erased.StatusCode == HttpStatusCode.Conflict && attempt < 300, $"{(int)erased.StatusCode}"); // Its delivery is still under way.
            await Task.Delay(100, Stop);
        }
    }

    /// <summary>The histories that a restored backup holds.</summary>
    private static async Task<string> HistoryAsync(Stack stack, string backup, Person person)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stack.Folder, "histories")).FullName;
        await OurCommand.LocalHostAsync(["replay", "--add", person.InstanceId, "--to", folder, $"--Engine:DataDirectory={backup}"], Stop);
        return string.Concat(
            from file in Directory.EnumerateFiles(folder, "*.json")
            from turn in JsonNode.Parse(File.ReadAllText(file))!["turns"]!.AsArray()
            select Encoding.UTF8.GetString(Convert.FromBase64String(turn!.GetValue<string>())) + "\n");
    }

    private static string TextOf(string folder) =>
        string.Concat(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(ReadShared(file)) + "\n"));

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
