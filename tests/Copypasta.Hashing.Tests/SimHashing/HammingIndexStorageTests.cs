namespace Copypasta.Hashing.Tests;

public class HammingIndexStorageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void AStoredIndexAnswersAsBefore(int entries)
    {
        var random = new Random(entries);
        var index = new HammingIndex<UInt128>("simhash128/1;chars:5;social/1");
        for (var i = 0; i < entries; i++)
        {
            index.Add(HammingIndexTests.Fingerprint128(random, i));
        }

        for (var i = 0; i < entries; i += 3)
        {
            Assert.True(index.Remove(entries - 1 - i));
        }

        var loaded = Load<UInt128>(Save(index), index.Scheme);
        Assert.Equal((index.Count, index.Scheme), (loaded.Count, loaded.Scheme));
        for (var entry = 0; entry < entries; entry++)
        {
            Assert.Equal(index.TryGet(entry, out var expected), loaded.TryGet(entry, out var fingerprint));
            Assert.Equal(expected, fingerprint);
        }

        var (before, after) = (new HammingMatch[entries], new HammingMatch[entries]);
        for (var distance = 0; distance < 128; distance += 9)
        {
            var query = HammingIndexTests.Fingerprint128(random, distance);
            Assert.Equal(index.Query(query, distance, before), loaded.Query(query, distance, after));
            Assert.Equal(before, after);
        }

        // Both go on with the numbers that are free, though not in the same order: that of removals is not stored. Numbers behind the last entry are new to the one that was loaded.
        int[] free = [.. Enumerable.Range(0, entries).Where(entry => !index.TryGet(entry, out _))];
        var last = Enumerable.Range(0, entries).Where(entry => index.TryGet(entry, out _)).DefaultIfEmpty(-1).Max();
        Assert.Equal(free, free.Select(_ => index.Add(1)).Order().ToArray());
        int[] reused = [.. free.Where(entry => entry < last)];
        Assert.Equal(reused, reused.Select(_ => loaded.Add(1)).Order().ToArray());
        Assert.Equal((entries, last + 1), (index.Add(1), loaded.Add(1)));
    }

    [Fact]
    public void TheFormatIsFrozen()
    {
        var index = new HammingIndex<ulong>("s");
        index.Add(0x0123456789ABCDEF);
        index.Add(7);
        index.Add(0xFFFFFFFFFFFFFFFF);
        index.Remove(1);
        Assert.Equal(
            "435048414D494458" + "0100" + "4000" + "01000000" + "73" + "03000000" + "0500000000000000" + "EFCDAB8967452301" + "FFFFFFFFFFFFFFFF",
            Convert.ToHexString(Save(index).AsSpan()[..^32]));
    }

    [Fact]
    public void EveryDamagedByteAndEveryCutIsNoticed()
    {
        var random = new Random(2);
        var index = new HammingIndex<ulong>("scheme");
        for (var i = 0; i < 100; i++)
        {
            index.Add(HammingIndexTests.Fingerprint64(random, i));
        }

        var stored = Save(index);
        for (var at = 0; at < stored.Length; at++)
        {
            var damaged = stored.ToArray();
            damaged[at] ^= (byte)(1 << random.Next(8));
            Assert.Throws<InvalidDataException>(() => Load<ulong>(damaged, "scheme"));
            Assert.Throws<InvalidDataException>(() => Load<ulong>(stored[..at], "scheme"));
        }
    }

    [Fact]
    public void AnotherSchemeOrWidthIsRefused()
    {
        var index = new HammingIndex<ulong>("simhash64/1;chars:5;social/1");
        index.Add(1);
        var stored = Save(index);
        var error = Assert.Throws<InvalidDataException>(() => Load<ulong>(stored, "simhash64/1;chars:5;web/1"));
        Assert.Contains("social/1", error.Message, StringComparison.Ordinal);
        Assert.Contains("web/1", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidDataException>(() => Load<UInt128>(stored, index.Scheme));
        Assert.Contains("64 bits", error.Message, StringComparison.Ordinal);
        foreach (var (file, said) in (ReadOnlySpan<(string, string)>)[("this is another kind of file", "no Hamming index"), ("short", "no Hamming index"), ("CPHAM", "cut off"), ("", "cut off")])
        {
            error = Assert.Throws<InvalidDataException>(() => Load<ulong>(System.Text.Encoding.ASCII.GetBytes(file), index.Scheme));
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NothingBeyondTheIndexIsRead()
    {
        var index = new HammingIndex<ulong>("s");
        index.Add(9);
        var stored = Save(index);
        using var stream = new MemoryStream([.. stored, 1, 2, 3]);
        HammingIndex.Load<ulong>(stream, "s");
        Assert.Equal(stored.Length, stream.Position);
    }

    private static byte[] Save<T>(HammingIndex<T> index)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IUnsignedNumber<T>
    {
        using var stream = new MemoryStream();
        index.Save(stream);
        return stream.ToArray();
    }

    private static HammingIndex<T> Load<T>(byte[] stored, string scheme)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IUnsignedNumber<T>
    {
        using var stream = new MemoryStream(stored);
        return HammingIndex.Load<T>(stream, scheme);
    }
}
