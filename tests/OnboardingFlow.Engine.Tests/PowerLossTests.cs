using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Storage;
using OnboardingFlow.Engine.Tests.Support;

namespace OnboardingFlow.Engine.Tests;

/// <summary>
/// A loss of power while the engine writes its real file: between a commit that was synced and the next one, or within a checkpoint, what was written since
/// is torn. SQLite's files are opened again as they then are.
/// </summary>
public sealed class PowerLossTests
{
    private const int CutsOfEach = 10;

    private static readonly int Cuts = Environment.GetEnvironmentVariable("ONBOARDING_TESTS") == "long" ? 20_000 : 500;

    [Fact]
    public async Task Whatever_is_torn_all_that_was_acknowledged_is_there_and_nothing_is_half_there()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var moments = await RecordAsync(Cuts / CutsOfEach, random);
        Assert.Contains(moments, moment => moment.IsCheckpoint);
        Assert.Contains(moments, moment => !moment.IsCheckpoint);

        var (keptOld, keptNew) = (0, 0);
        foreach (var (moment, cut) in moments.SelectMany(moment => Enumerable.Range(0, CutsOfEach).Select(cut => (moment, cut))))
        {
            using var folder = new TempFolder();
            moment.Synced.Torn(moment.Written, random).WriteTo(folder.Path);

            var (found, ids) = Content(folder.Path);

            var isOld = found == moment.ContentSynced;
            Assert.True(isOld || found == moment.ContentWritten, $"seed {seed}: a commit is half there");
            Assert.True(moment.Acknowledged.IsSubsetOf(ids), $"seed {seed}: an acknowledged start is gone");
            _ = isOld ? keptOld++ : keptNew++;
            if (cut == 0)
            {
                await EveryoneEndsAsync(folder.Path, ids);
            }
        }

        // Both must have been tried, or the tearing tears nothing.
        Assert.True(keptOld > Cuts / 10 && keptNew > 0, $"seed {seed}: {keptOld} old, {keptNew} new");
    }

    /// <summary>Pairs of synced and written files of a loaded engine.</summary>
    private static async Task<List<Moment>> RecordAsync(int count, Random random)
    {
        var moments = new List<Moment>();
        var acknowledged = new ConcurrentDictionary<string, bool>();
        (DiskImage Image, HashSet<string> Acknowledged)? synced = null;
        await using var f = Load(new EngineFixture());
        var folder = f.Options.DataDirectory;
        f.Options = f.Options with { CommitHook = Look };
        await f.StartAsync();

        for (var i = 0; Count() < count; i++)
        {
            var ids = Enumerable.Range(0, 8).Select(n => $"i{i}-{n}").ToList();
            await Task.WhenAll(ids.Select(async id =>
            {
                await f.Start("o", id);
                acknowledged[id] = true;
            }));
        }

        return [.. moments.Take(count)];

        int Count()
        {
            lock (moments)
            {
                return moments.Count;
            }
        }

        // On the writer's thread: nothing is written meanwhile, and what was committed is synced.
        void Look(CommitPoint point)
        {
            lock (moments)
            {
                if (moments.Count >= count)
                {
                    return;
                }

                if (point == CommitPoint.Before)
                {
                    // The power may fail now: all that anybody was told by now must be in what was synced.
                    synced = synced is { } image ? (image.Image, [.. acknowledged.Keys]) : null;
                }
                else if (synced is { } before)
                {
                    moments.Add(new Moment(before.Image, DiskImage.Of(folder), before.Acknowledged, false));
                    synced = null;
                }
                else if (random.Next(12) == 0)
                {
                    var whole = DiskImage.Of(folder);
                    Checkpoint(folder);
                    moments.Add(new Moment(whole, DiskImage.Of(folder), [.. acknowledged.Keys], true));
                }
                else if (random.Next(4) == 0)
                {
                    synced = (DiskImage.Of(folder), []);
                }
            }
        }
    }

    private static void Checkpoint(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "engine.db")};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
    }

    private static async Task EveryoneEndsAsync(string folder, IReadOnlySet<string> ids)
    {
        await using var f = Load(new EngineFixture(folder));
        await f.StartAsync();
        await f.Idle();
        foreach (var id in ids)
        {
            var end = await f.Get(id);
            Assert.Equal((RuntimeStatus.Completed, id + "ab"), (end.Status, end.Output));
        }
    }

    private static EngineFixture Load(EngineFixture f) => f.Orchestration("o", async (context, _) =>
        context.InstanceId + await context.CallActivityAsync("echo", "a") + await context.CallActivityAsync("echo", "b"));

    /// <summary>A hash of all that is in the file, checked to be consistent in itself, and the instances' ids.</summary>
    private static (string Hash, HashSet<string> Ids) Content(string folder)
    {
        using var connection = EngineFile.OpenForWriting(folder, long.MaxValue, NullLogger.Instance);
        Assert.Equal(0, connection.Scalar(
            "SELECT count(*) FROM instance i WHERE turns <> (SELECT count(*) FROM history h WHERE h.key = i.key AND h.run = i.run AND h.execution = i.execution)"));
        var text = new StringBuilder();
        var ids = new HashSet<string>();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT id || '|' || run || '|' || status || '|' || turns || '|' || events || '|' || coalesce(output, '') FROM instance ORDER BY key;
            SELECT key || '|' || run || '|' || execution || '|' || turn || '|' || hex(record) FROM history ORDER BY key, run, execution, turn
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            text.AppendLine(reader.GetString(0));
            ids.Add(reader.GetString(0).Split('|')[0]);
        }

        reader.NextResult();
        while (reader.Read())
        {
            text.AppendLine(reader.GetString(0));
        }

        return (Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), ids);
    }

    private sealed record Moment(DiskImage Synced, DiskImage Written, HashSet<string> Acknowledged, bool IsCheckpoint)
    {
        public string ContentSynced { get; } = ContentOf(Synced);

        public string ContentWritten { get; } = ContentOf(Written);

        private static string ContentOf(DiskImage image)
        {
            using var folder = new TempFolder();
            image.WriteTo(folder.Path);
            return Content(folder.Path).Hash;
        }
    }
}
