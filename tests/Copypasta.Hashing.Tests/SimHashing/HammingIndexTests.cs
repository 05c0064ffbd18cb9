using System.Numerics;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class HammingIndexTests
{
    /// <summary>Fingerprints up to which all are scanned, and the weight of a candidate against a scan: 0 makes every query use the tables that can.</summary>
    public static TheoryData<int, int> Layouts => new() { { 0, 0 }, { 50, 0 }, { 0, 64 }, { 1 << 14, 64 } };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EveryDistanceEqualsBruteForce(int scanLimit, int candidateCost)
    {
        EveryDistance(new HammingIndex<ulong>("test", scanLimit, candidateCost), Fingerprint64);
        EveryDistance(new HammingIndex<UInt128>("test", scanLimit, candidateCost), Fingerprint128);
    }

    [Property(MaxTest = 60)]
    public void AddsRemovesAndQueriesEqualBruteForce(PositiveInt seed, bool wide)
    {
        if (wide)
        {
            AddsRemovesAndQueries(new HammingIndex<UInt128>("test", 20, 0), Fingerprint128, seed.Get);
        }
        else
        {
            AddsRemovesAndQueries(new HammingIndex<ulong>("test", 20, 0), Fingerprint64, seed.Get);
        }
    }

    [Fact]
    public void ALargeIndexMissesNothing()
    {
        // Beyond the default limit, with the default costs: what users get.
        var random = new Random(3);
        var index = new HammingIndex<ulong>("test");
        var all = new ulong[40_000];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = i % 4 == 0 ? Flip(all[random.Next(i + 1)], random, random.Next(12)) : (ulong)random.NextInt64() << 1;
            index.Add(all[i]);
        }

        var matches = new HammingMatch[all.Length];
        for (var round = 0; round < 60; round++)
        {
            var query = Flip(all[random.Next(all.Length)], random, random.Next(8));
            var distance = round % 20;
            var expected = Expected(all.Select((fingerprint, number) => (number, fingerprint)), query, distance);
            var total = index.Query(query, distance, matches);
            Assert.Equal(expected, matches[..total]);
        }
    }

    [Fact]
    public void AMillionEqualFingerprintsCostAsManyAdditionsAndOneComparison()
    {
        var index = new HammingIndex<ulong>("test", 0, 0);
        for (var i = 0; i < 1_000_000; i++)
        {
            index.Add(42);
        }

        Assert.Equal(1_000_000, index.Count);
        Assert.Equal(1_000_000, index.Query(43, 3, []));
        var matches = new HammingMatch[5];
        Assert.Equal(1_000_000, index.Query(42, 0, matches));
        Assert.Equal(5, index.Nearest(43, 64, matches));
        Assert.All(matches, match => Assert.Equal(1, match.Distance));
        Assert.Equal(5, matches.Select(match => match.Entry).Distinct().Count());
        Assert.True(index.MemoryBytes - (2 << 20) < 18 * 1_000_000, $"{index.MemoryBytes} bytes");

        for (var i = 0L; i < 900_000; i++)
        {
            index.Remove((int)(i * 7919 % 1_000_000));
        }

        Assert.Equal(100_000, index.Count);
        Assert.Equal(100_000, index.Query(42, 0, []));
    }

    [Fact]
    public void ManyFingerprintsThatShareAllBlocksButOneAreFound()
    {
        // Three blocks of one value each: the tables propose everything, and a scan is chosen instead.
        var index = new HammingIndex<ulong>("test", 0, 64);
        for (var i = 0UL; i < 60_000; i++)
        {
            index.Add(i);
        }

        Assert.Equal(1 + 16, index.Query(0, 1, new HammingMatch[100]));
        Assert.Equal(Enumerable.Range(0, 60_000).Count(value => BitOperations.PopCount((uint)value) <= 3), index.Query(0, 3, []));
    }

    [Theory]
    [InlineData(65_536, 140)]
    [InlineData(200_000, 92)]
    public void AnEntryOf64BitsTakesTheMemoryThatIsSaid(int entries, double most) => AssertMemory<ulong>(entries, most, Fingerprint64);

    [Theory]
    [InlineData(65_536, 215)]
    public void AnEntryOf128BitsTakesTheMemoryThatIsSaid(int entries, double most) => AssertMemory<UInt128>(entries, most, Fingerprint128);

    [Fact]
    public void WhatIsRemovedIsForgotten()
    {
        // Additions and removals without end: numbers and memory are used again.
        var random = new Random(6);
        var index = new HammingIndex<ulong>("test", 0, 64);
        var held = new Queue<int>();
        for (var i = 0; i < 100_000; i++)
        {
            held.Enqueue(index.Add((ulong)random.NextInt64()));
            if (held.Count > 1000)
            {
                Assert.True(index.Remove(held.Dequeue()));
            }
        }

        Assert.Equal(1000, index.Count);
        Assert.All(held, entry => Assert.InRange(entry, 0, 1000));
        Assert.True(index.MemoryBytes < (2 << 20) + 1_000_000, $"{index.MemoryBytes} bytes");
        Assert.All(held, entry => Assert.True(index.TryGet(entry, out var fingerprint) && index.Query(fingerprint, 4, []) >= 1));
    }

    [Fact]
    public void OnlyFingerprintsWithoutEntriesCountAsEmpty()
    {
        // The count decides when tables are made anew; too high, every removal would.
        var index = new HammingIndex<ulong>("test", 2, 64);
        int[] entries = [index.Add(1), index.Add(2), index.Add(2), index.Add(3)];
        Assert.Equal(0, index.EmptyGroups);
        index.Remove(entries[0]);
        index.Remove(entries[1]);
        Assert.Equal(1, index.EmptyGroups);
        index.Add(1);
        Assert.Equal(0, index.EmptyGroups);
        foreach (var entry in Enumerable.Range(0, 4))
        {
            index.Remove(entry);
        }

        Assert.Equal((0, 0), (index.Count, index.EmptyGroups));
        Assert.Equal(0, index.Query(2, 64, []));
    }

    [Fact]
    public void WhereThereIsNotRoomForAllTheNearestAreWritten()
    {
        var random = new Random(7);
        var index = new HammingIndex<ulong>("test", 0, 0);
        for (var i = 0; i < 3000; i++)
        {
            index.Add(Flip(0UL, random, random.Next(16)));
        }

        var all = new HammingMatch[3000];
        Assert.Equal(3000, index.Query(0, 15, all));
        for (var room = 0; room < 200; room += 7)
        {
            var some = new HammingMatch[room];
            Assert.Equal(3000, index.Query(0, 15, some));
            Assert.Equal(all[..room].Select(match => match.Distance), some.Select(match => match.Distance));
            Assert.Equal(room, some.Distinct().Count());
            Assert.Equal(some.OrderBy(match => match.Distance).ThenBy(match => match.Entry), some);
        }
    }

    [Fact]
    public void QueriesAllocateNothing()
    {
        var random = new Random(8);
        var index = new HammingIndex<UInt128>("test", 0, 0);
        for (var i = 0; i < 2000; i++)
        {
            index.Add(Fingerprint128(random, 0));
        }

        var matches = new HammingMatch[10];
        long before = 0;
        var found = 0;
        for (var i = 0; i < 200; i++)
        {
            if (i == 100)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            found += index.Query(Fingerprint128(random, 1), i % 128, matches) + index.Nearest(0, 128, matches);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found > 2000);
    }

    [Fact]
    public void ManyThreadsMayQuery()
    {
        var random = new Random(9);
        var index = new HammingIndex<ulong>("test", 0, 0);
        var queries = new ulong[500];
        for (var i = 0; i < 5000; i++)
        {
            index.Add(queries[i % 500] = Fingerprint64(random, i));
        }

        int[] serial = [.. queries.Select(query => index.Query(query, 6, []))];
        var parallel = new int[queries.Length];
        Parallel.For(0, queries.Length, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, i => parallel[i] = index.Query(queries[i], 6, []));
        Assert.Equal(serial, parallel);
    }

    [Fact]
    public void WhatIsNotThere()
    {
        var index = new HammingIndex<ulong>("test");
        Assert.Equal((0, 64, "test"), (index.Count, index.Bits, index.Scheme));
        Assert.Equal(0, index.Query(1, 64, new HammingMatch[3]));
        Assert.Equal(0, index.Nearest(1, 64, new HammingMatch[3]));
        foreach (var entry in (int[])[-1, 0, 1, int.MaxValue, int.MinValue])
        {
            Assert.False(index.Remove(entry));
            Assert.False(index.TryGet(entry, out _));
        }

        Assert.Equal(0, index.Add(5));
        Assert.True(index.Remove(0));
        Assert.False(index.Remove(0));
        Assert.Equal(0, index.Query(5, 64, []));
    }

    [Fact]
    public void ArgumentsOutOfRangeAreErrors()
    {
        var index = new HammingIndex<ulong>("test");
        Assert.Throws<ArgumentOutOfRangeException>("distance", () => index.Query(0, 65, []));
        Assert.Throws<ArgumentOutOfRangeException>("distance", () => index.Query(0, -1, []));
        Assert.Throws<ArgumentOutOfRangeException>("maxDistance", () => index.Nearest(0, 65, []));
        Assert.Throws<ArgumentOutOfRangeException>("maxDistance", () => index.Nearest(0, -1, new HammingMatch[1]));
        Assert.Throws<NotSupportedException>(() => new HammingIndex<uint>("test"));
        Assert.Throws<ArgumentException>("scheme", () => new HammingIndex<ulong>(new string('x', 1001)));
        Assert.Throws<ArgumentNullException>("scheme", () => new HammingIndex<ulong>(null!));
    }

    internal static ulong Fingerprint64(Random random, int kind) => (ulong)Fingerprint128(random, kind);

    /// <summary>Fingerprints far and near: random ones, ones near 0, and ones that differ in one block.</summary>
    internal static UInt128 Fingerprint128(Random random, int kind) => (kind % 3) switch
    {
        0 => new UInt128((ulong)random.NextInt64() << 1, ((ulong)random.NextInt64() << 1) + (ulong)random.Next(2)),
        1 => Flip(UInt128.Zero, random, random.Next(12)),
        _ => (UInt128)random.Next(1 << 16) << (16 * random.Next(8)),
    };

    internal static T Flip<T>(T fingerprint, Random random, int bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < bits; i++)
        {
            fingerprint ^= T.One << random.Next(T.Zero.GetByteCount() * 8);
        }

        return fingerprint;
    }

    internal static HammingMatch[] Expected<T>(IEnumerable<(int Number, T Fingerprint)> entries, T query, int distance)
        where T : unmanaged, IBinaryInteger<T> =>
        [.. entries.Select(entry => new HammingMatch(entry.Number, int.CreateChecked(T.PopCount(entry.Fingerprint ^ query))))
            .Where(match => match.Distance <= distance)
            .OrderBy(match => match.Distance)
            .ThenBy(match => match.Entry)];

    private static void EveryDistance<T>(HammingIndex<T> index, Func<Random, int, T> make)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var random = new Random(1);
        var entries = Enumerable.Range(0, 400).Select(i => (Number: i, Fingerprint: make(random, i))).ToArray();
        Assert.All(entries, entry => Assert.Equal(entry.Number, index.Add(entry.Fingerprint)));
        var matches = new HammingMatch[entries.Length];
        for (var distance = 0; distance <= index.Bits; distance++)
        {
            foreach (var query in (T[])[T.Zero, ~T.Zero, Flip(entries[random.Next(400)].Fingerprint, random, distance)])
            {
                var expected = Expected(entries, query, distance);
                var total = index.Query(query, distance, matches);
                Assert.Equal(expected, matches[..total]);
                Assert.Equal(Math.Min(total, 7), index.Nearest(query, distance, matches.AsSpan(0, 7)));
                Assert.Equal(expected.Take(7).Select(match => match.Distance), matches.Take(Math.Min(total, 7)).Select(match => match.Distance));
            }
        }
    }

    private static void AddsRemovesAndQueries<T>(HammingIndex<T> index, Func<Random, int, T> make, int seed)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var random = new Random(seed);
        var entries = new Dictionary<int, T>();
        var matches = new HammingMatch[400];
        for (var step = 0; step < 400; step++)
        {
            if (random.Next(5) < 3 && entries.Count < matches.Length)
            {
                // A third of the fingerprints are there already, or were.
                var fingerprint = random.Next(3) == 0 && entries.Count > 0 ? entries.Values.First() : make(random, random.Next(3));
                var number = index.Add(fingerprint);
                Assert.True(entries.TryAdd(number, fingerprint), "a number in use was given again");
            }
            else if (entries.Count > 0)
            {
                var number = entries.Keys.ElementAt(random.Next(entries.Count));
                Assert.True(index.TryGet(number, out var fingerprint));
                Assert.Equal(entries[number], fingerprint);
                Assert.True(index.Remove(number));
                entries.Remove(number);
            }

            var query = Flip(entries.Count > 0 && random.Next(2) == 0 ? entries.Values.Last() : make(random, step), random, random.Next(6));
            var distance = random.Next(4) == 0 ? random.Next(index.Bits + 1) : random.Next(20);
            var total = index.Query(query, distance, matches);
            Assert.Equal(Expected(entries.Select(entry => (entry.Key, entry.Value)), query, distance), matches[..total]);
        }

        Assert.Equal(entries.Count, index.Count);
    }

    private static void AssertMemory<T>(int entries, double most, Func<Random, int, T> make)
        where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var random = new Random(4);
        var index = new HammingIndex<T>("test");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < entries; i++)
        {
            index.Add(make(random, 0));
        }

        // What was ever allocated bounds what is held from above: arrays that grow by half are allocated at most three times over.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(index.MemoryBytes, allocated / 4.0, allocated);
        Assert.InRange(index.MemoryBytes / (double)entries, most / 2, most);
    }
}
