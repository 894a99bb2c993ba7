namespace OnboardingFlow.Engine.Tests.Support;

/// <summary>The engine's database and its write-ahead log, byte for byte, at one moment.</summary>
internal sealed record DiskImage(byte[] Database, byte[] Log)
{
    private const int Sector = 512;

    /// <summary>Reads them while the engine has them open; nobody may be writing.</summary>
    public static DiskImage Of(string folder) => new(Read(Path.Combine(folder, "engine.db")), Read(Path.Combine(folder, "engine.db-wal")));

    /// <summary>
    /// What a loss of power between this moment and a later one may leave: this image was synced, so it is there; of the bytes written since, some sectors
    /// reached the disk and some did not, or all up to some byte did. Now and then all of them did: by chance alone that is rare when a commit is big.
    /// </summary>
    public DiskImage Torn(DiskImage later, Random random) =>
        random.Next(8) == 0 ? later : new(Torn(Database, later.Database, random), Torn(Log, later.Log, random));

    public void WriteTo(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "engine.db"), Database);
        File.WriteAllBytes(Path.Combine(folder, "engine.db-wal"), Log);
    }

    private static byte[] Torn(byte[] synced, byte[] written, Random random)
    {
        // The file's new length may have reached the disk without its bytes.
        var torn = new byte[random.Next(2) == 0 ? synced.Length : Math.Max(synced.Length, written.Length)];
        synced.CopyTo(torn, 0);
        var changed = Enumerable.Range(0, (written.Length + Sector - 1) / Sector).Where(sector => !Part(synced, sector).SequenceEqual(Part(written, sector))).ToArray();
        if (changed.Length == 0)
        {
            return torn;
        }

        var end = written.Length;
        var inOrder = random.Next(2) == 0;
        if (inOrder)
        {
            end = random.Next(changed[0] * Sector, Math.Min(written.Length, (changed[^1] + 1) * Sector) + 1);
        }

        foreach (var sector in changed)
        {
            var from = sector * Sector;
            var to = Math.Min(from + Sector, end);
            if (from < to && (inOrder || random.Next(4) > 0))
            {
                if (to > torn.Length)
                {
                    Array.Resize(ref torn, to);
                }

                written.AsSpan(from, to - from).CopyTo(torn.AsSpan(from));
            }
        }

        return torn;
    }

    private static ReadOnlySpan<byte> Part(byte[] file, int sector) =>
        file.AsSpan(Math.Min(file.Length, sector * Sector), Math.Max(0, Math.Min(Sector, file.Length - (sector * Sector))));

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
