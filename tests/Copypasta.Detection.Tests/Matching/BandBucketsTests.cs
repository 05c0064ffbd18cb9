using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class BandBucketsTests
{
    [Property(MaxTest = 300)]
    public void Buckets_are_the_texts_of_equal_keys_in_ascending_order(uint[] values, byte distinct)
    {
        // Few distinct keys give large buckets; keys that differ in one digit only try every pass of the sort.
        var keys = values.Select((v, i) => distinct % 3 == 0 ? v : (v % (distinct + 1u)) << (i % 3 * 11)).ToArray();
        var sketches = Takes(keys.Length, i => i % 5 != 4);
        var scratch = (new ulong[keys.Length], new ulong[keys.Length]);
        var buckets = BandBuckets.Build(keys, sketches, scratch);

        var expected = Enumerable.Range(0, keys.Length).Where(i => i % 5 != 4).GroupBy(i => keys[i]).Where(g => g.Count() > 1).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        Assert.Equal(expected.Length, buckets.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], buckets[i].ToArray());
        }

        Assert.Equal(expected.Sum(g => (long)g.Length * (g.Length - 1) / 2), buckets.Pairs);
    }

    [Property(MaxTest = 100)]
    public void Entries_are_sorted_in_place_as_with_a_second_buffer(uint[] values, byte distinct)
    {
        ulong[] Entries() => [.. values.Select((v, i) => BandBuckets.Entry(uint.RotateRight(v % (distinct + 1u), 8), i))];
        static List<int[]> Buckets(BandBuckets buckets) => [.. Enumerable.Range(0, buckets.Count).Select(bucket => buckets[bucket].ToArray())];

        var buffered = BandBuckets.Build(Entries(), new ulong[values.Length]);
        var inPlace = BandBuckets.Build(Entries(), default);
        Assert.Equal(Buckets(buffered), Buckets(inPlace));
        Assert.Equal(buffered.Pairs, inPlace.Pairs);
    }

    [Fact]
    public void So_many_entries_that_they_are_divided_first_are_sorted_stably_however_skewed()
    {
        var random = new Random(5);
        foreach (var keyBits in new[] { 8, 16, 24, 32 })
        {
            // A third have one key, so that what is divided is divided again, and keys beyond the bits are one.
            var top = keyBits == 32 ? 0 : 0xABCDEF01u << keyBits;
            ulong[] entries = [.. Enumerable.Range(0, 300_000).Select(i => BandBuckets.Entry(top | (i % 3 == 0 ? 5u : (uint)random.NextInt64(1L << keyBits)), i))];
            ulong[] expected = [.. entries];
            Array.Sort(expected);
            Assert.True(BandBuckets.Sort(entries, new ulong[entries.Length], keyBits).SequenceEqual(expected));
        }
    }

    [Property(MaxTest = 50)]
    public void Parts_hold_every_bucket_once_in_order(ushort[] sizes)
    {
        var keys = sizes.SelectMany((size, i) => Enumerable.Repeat((uint)i, size % 7)).ToArray();
        var buckets = BandBuckets.Build(keys, Takes(keys.Length, _ => true), (new ulong[keys.Length], new ulong[keys.Length]));
        var next = 0;
        for (var part = 0; part < buckets.Parts; part++)
        {
            buckets.ForEach(part, texts => Assert.True(texts.SequenceEqual(buckets[next++])));
        }

        Assert.Equal(buckets.Count, next);
    }

    private static TextSketches Takes(int texts, Func<int, bool> takesPart)
    {
        var sketches = new TextSketches(texts);
        for (var i = 0; i < texts; i++)
        {
            if (takesPart(i))
            {
                sketches.Set(i, [(uint)i]);
            }
            else
            {
                sketches.SetTooShort(i);
            }
        }

        return sketches;
    }
}
